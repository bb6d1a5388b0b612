//! Articles with the attributions that people found in them.

use serde_json::Value;
use std::error::Error;
use std::path::Path;
use tone::span::Span;

/// An attribution as people marked it; bytes into the text.
#[derive(Debug, Clone)]
pub struct Gold {
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

/// An article with its attributions.
#[derive(Debug)]
pub struct Labelled {
    pub text: String,
    pub gold: Vec<Gold>,
}

/// Reads PolNeAR's lines.
pub fn load(path: &Path) -> Result<Vec<Labelled>, Box<dyn Error>> {
    let lines = std::fs::read_to_string(path)?;
    lines.lines().filter(|line| !line.trim().is_empty()).map(article).collect()
}

fn article(line: &str) -> Result<Labelled, Box<dyn Error>> {
    let value: Value = serde_json::from_str(line)?;
    let text = value["text"].as_str().ok_or("an article without text")?.to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let spans = |of: &Value| -> Vec<Span> {
        let pairs = of.as_array().map(Vec::as_slice).unwrap_or_default();
        let place = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize).copied()).unwrap_or(text.len());
        pairs.iter().map(|pair| Span::new(place(&pair[0]), place(&pair[1]))).collect()
    };
    let gold = value["attributions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let gold = gold
        .iter()
        .map(|of| Gold { source: spans(&of["source"]), cue: spans(&of["cue"]), content: spans(&of["content"]) })
        .collect();
    Ok(Labelled { text, gold })
}
