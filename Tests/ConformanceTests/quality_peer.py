"""Calls ioos_qc with a case in the form of the quality check vectors.

A case has `test`, `inputs` and `params`: numbers with null where missing, times in nanoseconds
since 1970-01-01 UTC, polygons as {"polygon": [[lon, lat], ...]} or {"bbox": [...]}.
"""
import warnings

import numpy as np

warnings.simplefilter("ignore")
from ioos_qc import argo, axds, qartod  # noqa: E402

NAT = np.datetime64("NaT", "ns")


def numbers(values):
    return np.array([np.nan if v is None else v for v in values], dtype=float)


def times(values):
    return np.array(
        [NAT if v is None else np.datetime64(v, "ns") for v in values], dtype="datetime64[ns]"
    )


def shape(value):
    if isinstance(value, dict) and "polygon" in value:
        return tuple(tuple(corner) for corner in value["polygon"])
    if isinstance(value, dict) and "bbox" in value:
        return list(value["bbox"])
    return value


def member(value):
    value = dict(value)
    span = value.get("tspan")
    if value.get("period") is None and isinstance(span, list):
        value["tspan"] = [np.datetime64(v, "ns") if isinstance(v, int) else v for v in span]
    return value


def flags(case):
    """The codes that ioos_qc gives, None for masked ones."""
    test, inputs, params = case["test"], dict(case["inputs"]), dict(case["params"])
    package, name = test.split(".")
    function = getattr({"qartod": qartod, "argo": argo, "axds": axds}[package], name)
    if test == "qartod.qartod_compare":
        found = function([np.array(v) for v in inputs["vectors"]], **params)
    elif test == "qartod.syntax_test":
        found = function(np.array(inputs["inp"], dtype=str), **params)
    else:
        dtype = np.dtype(params["dtype"]) if params.get("dtype") else None
        for key, values in inputs.items():
            is_time = key == "tinp" or (dtype is not None and dtype.kind == "M")
            inputs[key] = times(values) if is_time else numbers(values)
        if dtype is not None and dtype.kind == "M":
            params["valid_span"] = times(params["valid_span"])
        elif test == "axds.valid_range_test":
            params["valid_span"] = [np.nan if v is None else v for v in params["valid_span"]]
        if "shape" in params:
            params["shape"] = shape(params["shape"])
        if "members" in params:
            params["config"] = [member(m) for m in params.pop("members")]
        found = function(**inputs, **params)
    found = np.ma.asarray(found).flatten()
    return [None if m else int(v) for v, m in zip(found.data, np.ma.getmaskarray(found))]
