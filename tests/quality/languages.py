#!/usr/bin/env python3
"""languages.py TONE [CORPUS.jsonl …]: what the test of a text's language sets aside.

First on texts of known languages: short news written for this script (no publisher's), each repeated to 30, 120 and 500 words, in full and in
capitals, and English articles with a long quotation in Spanish. Every text that is not English must be set aside, every other read. Then, for each
corpus of JSON lines, how many articles are set aside; where the Python package py3langid is installed (pip install py3langid), also the articles on
which the two differ, by what py3langid takes them for, and how many words they have. No text is printed.
    cargo build --release && python3 tests/quality/languages.py target/release/tone ../shared/real/articles/threeway.jsonl"""
import collections
import json
import subprocess
import sys

ENGLISH = (
    "The mayor of the harbour town said on Friday that the new bridge would be open before the end of the year. Workers have been at it since spring, and "
    "most of the money comes from the region. Mina Example, who runs a shop by the quay, told reporters that she had waited long enough. The council will meet "
    "again next week to talk about the price of the tickets."
)
# What is English and looks least like it: lists, results, statements in the manner of agencies.
ODD_ENGLISH = [
    "Exchange rates: dollar 1.12, yen 125.4, pound 0.86, franc 1.13. Market close: Harbour Index 2,104 up 12 points, Quay Steel 14.20, Example Bank 7.15, "
    "Sample Motors 33.90. Volume of trade was thin as dealers were away for the holiday, and prices in the afternoon were little changed from those of the day before.",
    "Comrade Otto Sample, chairman of the provincial people's committee, inspected the Hill Tractor Plant. Praising workers for fulfilling monthly targets, he "
    "stressed modernization of production lines under the banner of self-reliance. Present there were officials of ministries and leading functionaries.",
]
SPANISH_QUOTE = (
    "«No vamos a permitir que cierren el puerto, porque de él viven todas las familias de este barrio y nadie nos ha preguntado lo que pensamos», dijo "
    "la alcaldesa, «y si hace falta iremos a la capital con todos los vecinos»."
)
OTHER = {
    "Spanish": "La alcaldesa de la ciudad dijo el viernes que el nuevo puente se abrirá antes de que termine el año. Los obreros trabajan desde la primavera y casi "
    "todo el dinero viene de la región. Una vecina que tiene una tienda junto al muelle contó que ya había esperado bastante.",
    "French": "Le maire de la ville portuaire a déclaré vendredi que le nouveau pont serait ouvert avant la fin de l'année. Les ouvriers y travaillent depuis le "
    "printemps et presque tout l'argent vient de la région. Une commerçante du quai a dit qu'elle avait assez attendu.",
    "German": "Der Bürgermeister der Hafenstadt sagte am Freitag, die neue Brücke werde noch vor dem Ende des Jahres geöffnet. Seit dem Frühling wird daran gebaut, "
    "und das meiste Geld kommt aus der Region. Eine Händlerin am Kai meinte, sie habe lange genug gewartet.",
    "Dutch": "De burgemeester van de havenstad zei vrijdag dat de nieuwe brug nog voor het einde van het jaar open gaat. Sinds het voorjaar wordt eraan gewerkt en "
    "het meeste geld komt uit de streek. Een vrouw met een winkel aan de kade zei dat ze lang genoeg had gewacht.",
    "Italian": "Il sindaco della città ha detto venerdì che il nuovo ponte sarà aperto prima della fine dell'anno. Gli operai ci lavorano dalla primavera e quasi tutti "
    "i soldi vengono dalla regione. Una donna che ha un negozio sul molo ha raccontato di aver aspettato abbastanza.",
    "Portuguese": "O prefeito da cidade disse na sexta-feira que a nova ponte será aberta antes do fim do ano. Os operários trabalham desde a primavera e quase todo o "
    "dinheiro vem da região. Uma mulher que tem uma loja no cais contou que já esperou bastante.",
    "Indonesian": "Wali kota di pelabuhan itu mengatakan pada hari Jumat bahwa jembatan baru akan dibuka sebelum akhir tahun. Para pekerja sudah mulai sejak musim hujan dan "
    "sebagian besar dana berasal dari daerah. Seorang pedagang di dermaga berkata bahwa ia sudah cukup lama menunggu.",
    "Tagalog": "Sinabi ng alkalde noong Biyernes na bubuksan ang bagong tulay bago matapos ang taon. Nagsimula ang mga manggagawa noong tagsibol at galing sa rehiyon ang "
    "karamihan ng pera. Ayon sa isang babae na may tindahan sa pantalan, matagal na siyang naghintay.",
    "Korean, romanised": "Hanggu dosi-ui sijang-eun geumyoil-e sae dariga olhae-ga kkeutnagi jeone yeollil geosirago malhaetda. Nodongja-deureun bombuteo ilhago isseumyeo "
    "don-ui daebubun-eun jibang-eseo naonda. Budu-eseo gage-reul hana-neun yeoseong-eun orae gidaryeotdago malhaetda.",
    "Korean": "항구 도시의 시장은 금요일에 새 다리가 올해가 끝나기 전에 열릴 것이라고 말했다. 노동자들은 봄부터 일하고 있으며 돈의 대부분은 지방에서 나온다.",
    "Chinese": "港口城市的市长星期五说，新桥将在年底之前开放。工人们从春天开始工作，大部分资金来自当地。码头边一家商店的女店主说，她已经等得够久了。",
    "Vietnamese": "Thị trưởng thành phố cảng cho biết hôm thứ Sáu rằng cây cầu mới sẽ mở cửa trước cuối năm. Công nhân đã làm việc từ mùa xuân và phần lớn số tiền đến từ "
    "địa phương. Một phụ nữ có cửa hàng bên bến tàu nói rằng bà đã chờ đủ lâu.",
    "Swedish": "Borgmästaren i hamnstaden sade på fredagen att den nya bron öppnas före årets slut. Arbetet har pågått sedan i våras och det mesta av pengarna kommer från "
    "regionen. En kvinna som har en butik vid kajen sade att hon hade väntat länge nog.",
    "Polish": "Burmistrz portowego miasta powiedział w piątek, że nowy most zostanie otwarty przed końcem roku. Robotnicy pracują od wiosny, a większość pieniędzy pochodzi z "
    "regionu. Kobieta, która ma sklep przy nabrzeżu, powiedziała, że czekała już dość długo.",
    "Turkish": "Liman kentinin belediye başkanı cuma günü yeni köprünün yıl bitmeden açılacağını söyledi. İşçiler bahardan beri çalışıyor ve paranın çoğu bölgeden geliyor. "
    "Rıhtımda dükkanı olan bir kadın yeterince beklediğini anlattı.",
}


def stretched(text, words):
    unit = text.split()
    return " ".join((unit * (words // len(unit) + 1))[:words])


def set_aside(tone, lines):
    """The numbers, from 1, of the records that are not English."""
    done = subprocess.run([tone, "annotate", "-q", "-"], input="".join(lines).encode(), stdout=subprocess.PIPE)
    omissions = (json.loads(line) for line in done.stdout.splitlines())
    return {line["record"] for line in omissions if line.get("set_aside") == "not_english"}


def known_texts():
    for words in (30, 120, 500):
        for name, text in [("English", ENGLISH)] + [("English, odd", text) for text in ODD_ENGLISH] + list(OTHER.items()):
            text = text if name == "Chinese" else stretched(text, words)
            for form in (text, text.upper()):
                yield name, form, name.startswith("English")
    for name, times in [("a third", 1), ("a half", 2)]:
        yield f"English, {name} a Spanish quotation", ENGLISH + " " + SPANISH_QUOTE * times, True
        yield f"English, {name} a Spanish quotation, in front", SPANISH_QUOTE * times + " " + ENGLISH, True


def judge_known(tone):
    texts = list(known_texts())
    aside = set_aside(tone, [json.dumps({"text": text}) + "\n" for _, text, _ in texts])
    wrong, count = collections.Counter(), collections.Counter()
    for number, (name, _, english) in enumerate(texts, 1):
        kind = "English" if english else "other languages"
        count[kind] += 1
        if (number in aside) == english:
            wrong[name] += 1
            wrong[kind] += 1 if name != kind else 0
    for kind in count:
        print(f"{kind}: {count[kind] - sum(n for name, n in wrong.items() if name == kind)} of {count[kind]} texts right")
    print("wrong:", {name: n for name, n in wrong.items() if name not in count} or "none")


def judge_corpus(tone, path):
    lines = open(path, encoding="utf-8").readlines()
    aside = set_aside(tone, lines)
    print(f"{path.rsplit('/', 1)[-1]}: {len(aside)} of {len(lines)} set aside")
    try:
        import py3langid
    except ImportError:
        return
    kinds = {"only tone sets aside": [], "only py3langid sets aside": [], "both set aside": []}
    for number, line in enumerate(lines, 1):
        text = json.loads(line).get("text") or ""
        language, _ = py3langid.classify(text)
        kind = {(True, True): "only tone sets aside", (False, False): "only py3langid sets aside", (True, False): "both set aside"}.get((number in aside, language == "en"))
        if kind:
            kinds[kind].append((language, len(text.split()), number))
    for kind, found in kinds.items():
        print(f"  {kind}: {len(found)}", collections.Counter(language for language, *_ in found).most_common(), "words and record:", [rest for _, *rest in found[:8]])


judge_known(sys.argv[1])
for path in sys.argv[2:]:
    judge_corpus(sys.argv[1], path)
