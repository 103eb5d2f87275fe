/** The standard normal distribution: density, distribution function with its logarithm, quantile, error function. */

const logRootTwoPi = 0.9189385332046728;

/** log φ(x). */
export function logNormalDensity(x: number): number {
  return -0.5 * x * x - logRootTwoPi;
}

/** Φ(x), relative error about 1e-15 in both tails until it underflows near x = −38. Source: Cody (1969). */
export function normalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  if (size <= centre) return 0.5 + centralPart(x);
  const tail = Math.exp(-0.5 * size * size) * tailFactor(size);
  return x < 0 ? tail : 1 - tail;
}

/** log Φ(x), accurate in both tails for every finite x. */
export function logNormalCdf(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x === -Infinity) return -Infinity;
  const size = Math.abs(x);
  if (size <= centre) return Math.log(0.5 + centralPart(x));
  if (x < 0) return -0.5 * size * size + Math.log(tailFactor(size));
  return Math.log1p(-Math.exp(-0.5 * size * size) * tailFactor(size));
}

/** d log Φ(x) / dx = φ(x)/Φ(x), the inverse Mills ratio of −x: about −x far on the left, 0 far on the right. */
export function logNormalCdfSlope(x: number): number {
  if (Number.isNaN(x)) return NaN;
  const size = Math.abs(x);
  // On the left the exponentials cancel exactly, so that nothing underflows.
  if (x < -centre) return Math.exp(-logRootTwoPi) / tailFactor(size);
  return Math.exp(logNormalDensity(x)) / normalCdf(x);
}

/** erf(x) = 2Φ(x√2) − 1, without cancellation about zero. */
export function erf(x: number): number {
  const z = x * Math.SQRT2;
  if (Math.abs(z) <= centre) return 2 * centralPart(z);
  return x < 0 ? 2 * normalCdf(z) - 1 : 1 - 2 * normalCdf(-z);
}

const centre = 0.67448975;

const centralTop = [2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356];
const centralLead = 0.06568233791820745;
const centralBottom = [47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673];

/** Φ(x) − ½ for |x| ≤ 0.674, a rational function in x². */
function centralPart(x: number): number {
  const square = x * x;
  let top = centralLead * square;
  let bottom = square;
  for (let i = 0; i < 3; i++) {
    top = (top + centralTop[i]!) * square;
    bottom = (bottom + centralBottom[i]!) * square;
  }
  return (x * (top + centralTop[3]!)) / (bottom + centralBottom[3]!);
}

const middleTop = [
  0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002, 2494.5375852903726, 6848.190450536283,
  11602.65143764735, 9842.714838383978,
];
const middleLead = 1.0765576773720192e-8;
const middleBottom = [
  22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097, 34900.95272114598,
  38912.00328609327, 19685.429676859992,
];
const farTop = [0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934];
const farTopLast = 2.9112874951168793e-5;
const farLead = 0.023073441764940174;
const farBottom = [1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824];
const farBottomLast = 7.297515550839662e-5;

/** Φ(−x)·exp(x²/2) for x > 0.674. */
function tailFactor(x: number): number {
  if (x <= 5.656854249492381) {
    let top = middleLead * x;
    let bottom = x;
    for (let i = 0; i < 7; i++) {
      top = (top + middleTop[i]!) * x;
      bottom = (bottom + middleBottom[i]!) * x;
    }
    return (top + middleTop[7]!) / (bottom + middleBottom[7]!);
  }
  const inverse = 1 / (x * x);
  let top = farLead * inverse;
  let bottom = inverse;
  for (let i = 0; i < 4; i++) {
    top = (top + farTop[i]!) * inverse;
    bottom = (bottom + farBottom[i]!) * inverse;
  }
  const correction = (inverse * (top + farTopLast)) / (bottom + farBottomLast);
  return (0.3989422804014327 - correction) / x;
}

/** Coefficients of AS 241 (PPND16), highest power first: the centre, |Φ⁻¹| up to 6.6, beyond. */
const quantileCentreTop = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const quantileCentreBottom = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const quantileMiddleTop = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const quantileMiddleBottom = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const quantileFarTop = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.2965605718285049,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const quantileFarBottom = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];

/**
 * Φ⁻¹(p), relative error about 1e-16. Source: Wichura (1988), algorithm AS 241, PPND16. ±∞ at 1 and 0, NaN outside.
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(quantileCentreTop, r)) / polynomial(quantileCentreBottom, r);
  }
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : NaN;
  const size = quantileOfTail(Math.sqrt(-Math.log(q < 0 ? p : 1 - p)));
  return q < 0 ? -size : size;
}

/** −Φ⁻¹ of a tail probability e^(−root²). */
function quantileOfTail(root: number): number {
  if (root <= 5) return polynomial(quantileMiddleTop, root - 1.6) / polynomial(quantileMiddleBottom, root - 1.6);
  return polynomial(quantileFarTop, root - 5) / polynomial(quantileFarBottom, root - 5);
}

function polynomial(coefficients: number[], x: number): number {
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum = sum * x + coefficients[i]!;
  return sum;
}
