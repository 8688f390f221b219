/// Eight terms of a power series, lowest first: powers of a variable, or coefficients.
public typealias Terms = (Double, Double, Double, Double, Double, Double, Double, Double)
