// A station by ocpp-rpc in strict mode; with a password (Base64) in OCPP_PASSWORD, a certificate in OCPP_CERT and OCPP_KEY. Reads [action, payload] lines and prints one line for each: {result} or {error}.
// Commands are answered from the map in the third argument; at the end of input they are printed, and the connection is closed.
'use strict';
const fs = require('fs');
const readline = require('readline');
const { RPCClient } = require('ocpp-rpc');

const [endpoint, identity, answers] = process.argv.slice(2);
const answerOf = JSON.parse(answers);
const print = (value) => console.log(JSON.stringify(value));

async function main() {
  const requests = [];
  const { OCPP_PASSWORD: password, OCPP_CERT: cert, OCPP_KEY: key } = process.env;
  const credentials = password ? { password: Buffer.from(password, 'base64') } : {};
  if (cert) credentials.wsOpts = { cert: fs.readFileSync(cert), key: fs.readFileSync(key) };
  const client = new RPCClient({ endpoint, identity, protocols: ['ocpp1.6'], strictMode: ['ocpp1.6'], reconnect: false, ...credentials });
  client.on('badMessage', (event) => print({ error: `bad message: ${event.error}` }));
  client.on('strictValidationFailure', (event) => print({ error: `strict validation: ${event.error}` }));
  client.handle(({ method, params }) => {
    requests.push([method, params]);
    return answerOf[method];
  });
  await client.connect();
  print({ open: client.protocol });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const [action, payload] = JSON.parse(line);
    try {
      print({ result: await client.call(action, payload) });
    } catch (error) {
      print({ error: `${error.rpcErrorCode || error.name}: ${error.message}` });
    }
  }
  print({ requests });
  await client.close();
}

main().catch((error) => {
  print({ error: String(error) });
  process.exit(1);
});
