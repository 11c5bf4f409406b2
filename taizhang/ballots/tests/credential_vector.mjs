// Runs the browser's half with the vector of RFC 9474 (as JSON in argv) and prints what came out.
const { prepare, finish } = await import(process.argv[2])
const given = JSON.parse(process.argv[3])
const kept = await prepare(given.modulus, given)
console.log(JSON.stringify({ ...kept, signature: await finish(given.modulus, kept, given.signed) }))
