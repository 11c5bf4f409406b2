// A credential signed blindly (RFC 9474, RSABSSA-SHA384-PSS-Randomized): drawn here, blinded here, made readable here.
// Numbers and bytes travel as text in hex. No page is touched: the test runs this file with the RFC's own vector.
const EXPONENT = 65537n
const [PREFIX, DRAWN, SALT, HASH] = [32, 32, 48, 48]

const hexOf = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))
const numberOf = (bytes) => BigInt(`0x${hexOf(bytes)}`)
const hexOfNumber = (number, size) => number.toString(16).padStart(2 * size, '0')
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]))
const sha384 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-384', bytes))
const drawn = (size) => crypto.getRandomValues(new Uint8Array(size))

function power(base, exponent, modulus) {
  let result = 1n
  for (base %= modulus; exponent > 0n; exponent >>= 1n, base = (base * base) % modulus) if (exponent & 1n) result = (result * base) % modulus
  return result
}

function inverseOf(number, modulus) {
  let [a, b, x, y] = [number % modulus, modulus, 1n, 0n]
  while (b) [a, b, x, y] = [b, a % b, y, x - (a / b) * y]
  if (a !== 1n) throw new Error('no inverse')
  return ((x % modulus) + modulus) % modulus
}

// EMSA-PSS of RFC 8017
async function encoded(message, bits, salt) {
  const length = Math.ceil(bits / 8)
  const mark = await sha384(joined(new Uint8Array(8), await sha384(message), salt))
  const block = joined(new Uint8Array(length - SALT - HASH - 2), [1], salt)
  const mask = []
  for (let at = 0; mask.length < block.length; at++) mask.push(...await sha384(joined(mark, [0, 0, 0, at])))
  const hidden = block.map((byte, at) => byte ^ mask[at])
  hidden[0] &= 0xff >> (8 * length - bits)
  return numberOf(joined(hidden, mark, [0xbc]))
}

function anyBelow(modulus, size) {
  for (;;) {
    const number = numberOf(drawn(size))
    if (number > 1n && number < modulus) return number
  }
}

// Whether this browser can do it: scripts may use cryptography only on pages that came by https (or from the machine itself).
export const able = () => typeof BigInt === 'function' && Boolean(globalThis.crypto?.subtle)

// → { message, blinded, inverse }: `blinded` goes to the register, the other two never leave the browser before the vote.
export async function prepare(modulus, given = {}) {
  const [n, size] = [BigInt(`0x${modulus}`), modulus.length / 2]
  const message = given.message ? bytesOf(given.message) : drawn(PREFIX + DRAWN)
  const number = await encoded(message, n.toString(2).length - 1, given.salt ? bytesOf(given.salt) : drawn(SALT))
  const inverse = given.inverse ? BigInt(`0x${given.inverse}`) : anyBelow(n, size)
  const blinded = (number * power(inverseOf(inverse, n), EXPONENT, n)) % n
  return { message: hexOf(message), blinded: hexOfNumber(blinded, size), inverse: hexOfNumber(inverse, size) }
}

// → the signature of the message; an error if the register signed something else. The check is the browser's own.
export async function finish(modulus, kept, signed) {
  const [n, size] = [BigInt(`0x${modulus}`), modulus.length / 2]
  const signature = hexOfNumber((BigInt(`0x${signed}`) * BigInt(`0x${kept.inverse}`)) % n, size)
  const base64 = (hex) => btoa(String.fromCharCode(...bytesOf(hex))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  const key = await crypto.subtle.importKey('jwk', { kty: 'RSA', n: base64(modulus), e: 'AQAB' }, { name: 'RSA-PSS', hash: 'SHA-384' }, false, ['verify'])
  const sound = await crypto.subtle.verify({ name: 'RSA-PSS', saltLength: SALT }, key, bytesOf(signature), bytesOf(kept.message))
  if (!sound) throw new Error('not signed by this register')
  return signature
}
