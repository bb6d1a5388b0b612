# Sourced: finds a Python with packages, or makes one in a virtual environment in a folder, and leaves it in `python`.
#   with_python FOLDER PACKAGE…
with_python() {
    local folder=$1
    shift
    local wanted
    wanted=$(IFS=,; echo "$*")
    python=python3
    if ! python3 -c "import ${wanted//,/, }" 2>/dev/null; then
        python3 -m venv "$folder"
        "$folder/bin/pip" install -q "$@"
        python=$folder/bin/python
    fi
}
