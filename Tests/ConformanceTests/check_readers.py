#!/usr/bin/env python3
"""Compares what our own readers and the C library decode, every value of every variable.

usage: check_readers.py [--command .build/release/sverdrup] DIRECTORY ...

Every netCDF file below the directories is decoded twice by `inspect --variables --json`, with
`--reader automatic` and `--reader netcdf`, and names, types, shapes and SHA-256 are compared. A file
must be refused by both or by neither. Only the standard library is used.
"""
import argparse
import json
import subprocess
import sys


def decoded(command, reader, directories):
    result = subprocess.run(
        [command, "inspect", "--variables", "--json", "--reader", reader] + directories,
        capture_output=True, text=True,
    )
    objects = (json.loads(line) for line in result.stdout.splitlines())
    return {each["file"]: each.get("decoded_variables") for each in objects}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("directories", nargs="+")
    parser.add_argument("--command", default=".build/release/sverdrup")
    arguments = parser.parse_args()
    own = decoded(arguments.command, "automatic", arguments.directories)
    library = decoded(arguments.command, "netcdf", arguments.directories)
    differing = [path for path in own if own[path] != library.get(path)]
    for path in differing:
        ours, theirs = own[path] or [], library.get(path) or []
        names = [v["name"] for v in ours if v not in theirs] or ["refused by one only"]
        print(f"DIFFERS  {path}: {', '.join(names[:5])}")
    refused = sum(1 for path in own if own[path] is None and library.get(path) is None)
    variables = sum(len(each or []) for each in own.values())
    print(
        f"{len(own)} files: {len(own) - len(differing) - refused} the same, {len(differing)} differ, "
        f"{refused} refused by both; {variables} variables"
    )
    sys.exit(1 if differing or not own or own.keys() != library.keys() else 0)


main()
