"""Special functions by mpmath with 50 digits. Prints JSON; see README.md."""

import json

import mpmath
from mpmath import mp, mpf

mp.dps = 50


def upper_normal(x):
    return mpmath.erfc(x / mpmath.sqrt(2)) / 2


def gamma_cdf(x, a):
    return mpmath.gammainc(a, 0, x, regularized=True)


def gamma_upper(x, a):
    return mpmath.gammainc(a, x, mp.inf, regularized=True)


def beta_cdf(x, a, b):
    return mpmath.betainc(a, b, 0, x, regularized=True)


def beta_upper(x, a, b):
    return mpmath.betainc(a, b, x, 1, regularized=True)


def student_cdf(x, df):
    tail = mpmath.betainc(df / 2, mpf(1) / 2, 0, df / (df + x * x), regularized=True) / 2
    return tail if x < 0 else 1 - tail


def root(f, low, high):
    """Bisection: slow and sure."""
    low, high = mpf(low), mpf(high)
    for _ in range(200):
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def rows(f, arguments):
    return [[list(a), float(f(*(mpf(v) for v in a)))] for a in arguments]


normal_points = [-37, -20, -8, -5.7, -3, -1, -0.67, -0.1, 1e-9, 0.3, 0.7, 2, 6]
gamma_points = [(1e-5, 0.01), (0.1, 0.5), (3, 2), (8, 10), (20, 10), (60, 100), (130, 100), (900, 1000), (5, 0.1)]
beta_points = [
    (1e-5, 0.01, 3), (0.1, 0.5, 0.5), (0.3, 1, 3), (0.8, 20, 10), (0.02, 3, 200), (0.5, 1000, 1010), (0.999, 5, 0.2),
]
probabilities = [1e-10, 1e-3, 0.2, 0.5, 0.9, 0.9999]
tables = {
    "logGamma": rows(
        lambda x: mpmath.loggamma(x),
        [(x,) for x in [1e-10, 0.1, 0.5, 0.9999, 1.0001, 1.5, 1.999, 2.001, 2.4999, 5.5, 9.99, 10, 30.3, 1e3, 1e6]],
    ),
    "normalCdf": rows(lambda x: upper_normal(-x), [(x,) for x in normal_points]),
    "logNormalCdf": rows(lambda x: mpmath.log(upper_normal(-x)), [(x,) for x in [-1e4, -200, *normal_points]]),
    "logNormalCdfSlope": rows(
        lambda x: mpmath.npdf(x) / upper_normal(-x), [(x,) for x in [-1e4, -200, *normal_points]]
    ),
    "erf": rows(mpmath.erf, [(x,) for x in [-3, -0.4, 1e-12, 0.1, 0.5, 2, 5]]),
    "normalQuantile": rows(
        lambda p: root(lambda x: upper_normal(-x) - p, -40, 10),
        [(p,) for p in [1e-300, 1e-20, 1e-5, 0.01, 0.07, 0.3, 0.50001, 0.8, 0.99, 0.999999]],
    ),
    "gammaCdf": rows(gamma_cdf, gamma_points),
    "gammaUpperTail": rows(gamma_upper, gamma_points),
    "gammaQuantile": rows(
        lambda p, a: mpmath.exp(root(lambda u: gamma_cdf(mpmath.exp(u), a) - p, -600, 9)),
        [(p, a) for p in probabilities for a in [0.05, 0.5, 1, 3, 50]],
    ),
    "betaCdf": rows(beta_cdf, beta_points),
    "betaUpperTail": rows(beta_upper, beta_points),
    "betaQuantile": rows(
        lambda p, a, b: 1 / (1 + mpmath.exp(-root(lambda u: beta_cdf(1 / (1 + mpmath.exp(-u)), a, b) - p, -300, 60))),
        [(p, a, b) for p in probabilities for a, b in [(0.1, 2), (1, 3), (2, 2), (50, 3), (800, 900)]],
    ),
    "studentTCdf": rows(student_cdf, [(x, d) for x in [-50, -8, -1.3, -1e-5, 0.4, 2, 10] for d in [1, 2.5, 4, 30]]),
    "studentTQuantile": rows(
        lambda p, d: root(lambda x: student_cdf(x, d) - p, -1e11, 1e6),
        [(p, d) for p in [1e-10, 1e-3, 0.2, 0.45, 0.9, 0.9999] for d in [1, 2.5, 4, 30]],
    ),
}
print(json.dumps({"versions": {"mpmath": mpmath.__version__}, "tables": tables}))
