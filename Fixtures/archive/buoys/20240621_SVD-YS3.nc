Error {
    code=404;
    message="Not Found: Your query produced no matching results.";
}
