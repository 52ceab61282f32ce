// Plays Ansattporten and a plain provider on loopback, each at a port of its own, with the certified oidc-provider.
// Reads its settings as one line of JSON from standard input, writes where the two are as one line to standard output,
// and ends when standard input does.

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const lines = createInterface({ input: process.stdin });
const settings = JSON.parse(await new Promise((resolve) => lines.once('line', resolve)));
lines.on('close', () => process.exit(0));
const { Provider } = await import(pathToFileURL(settings.module).href);
const TYPE = 'ansattporten:altinn:resource';
const people = new Map(); // what was chosen at the login page, by account

function configuration(kind) {
  const ansattporten = kind === 'ansattporten';
  const client = {
    client_id: settings.client,
    redirect_uris: [settings.back[kind]],
    post_logout_redirect_uris: [settings.home],
    response_types: ['code'],
    grant_types: ['authorization_code'],
    ...(ansattporten
      ? {
        token_endpoint_auth_method: 'private_key_jwt', jwks: settings.jwks, authorization_details_types: [TYPE],
        require_pushed_authorization_requests: true,
      }
      : { token_endpoint_auth_method: 'client_secret_basic', client_secret: settings.secret }),
  };
  const given = (ctx) => people.get(ctx.oidc.account?.accountId)?.details;
  return {
    clients: [client],
    acrValues: ['substantial', 'high'],
    claims: { openid: ['sub', 'name', 'pid', 'acr', 'authorization_details'], profile: ['name'] },
    conformIdTokenClaims: false,
    enableHttpPostMethods: true,
    pkce: { required: () => true },
    cookies: { keys: [randomUUID()], long: { sameSite: 'none' } },
    scopes: ['openid', 'profile'],
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: !ansattporten },
      pushedAuthorizationRequests: { enabled: ansattporten },
      rpInitiatedLogout: { enabled: true },
      resourceIndicators: {
        enabled: ansattporten,
        defaultResource: () => 'https://samspel.example/',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', accessTokenFormat: 'opaque' }),
      },
      richAuthorizationRequests: ansattporten
        ? {
          enabled: true,
          types: { [TYPE]: { validate() {} } },
          authorizationDetailsForGrantSource: given,
          authorizationDetailsForAccessToken: given,
          authorizationDetailsForIntrospection: given,
        }
        : { enabled: false },
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    async findAccount(_ctx, id) {
      const person = people.get(id);
      return person && {
        accountId: id,
        claims: async () => ({
          sub: id, name: person.name, pid: person.pid, ...(ansattporten && { authorization_details: person.details }),
        }),
      };
    },
  };
}

async function body(request) {
  let text = '';
  for await (const part of request) text += part;
  return new URLSearchParams(text);
}

// A form that is sent to the way out needs cookies for other sites, which a browser keeps over TLS alone; on loopback
// all ports are one site, and the milder kind does.
function milder(response) {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => set(
    name,
    name.toLowerCase() === 'set-cookie' ? [value].flat().map((one) => one.replace(/samesite=none/i, 'samesite=lax')) : value,
  );
}

// The login page: whoever posts says who they are, how surely, and whom they may act for.
async function interact(provider, request, response) {
  const { params, prompt } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    if (!request.headers.accept?.includes('text/html')) {
      response.end(JSON.stringify({ params, prompt: prompt.name }));
      return;
    }
    const fields = ['account', 'name', 'acr', 'pid', 'details'].map((name) => `<label>${name} <input name="${name}"></label>`);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><html lang="nb"><title>Provider</title><form method="post">${fields.join('')}
      <button>Log in</button></form></html>`);
    return;
  }
  const form = await body(request);
  if (form.get('stop')) {
    const stopped = { error: 'access_denied', error_description: 'stopped' };
    await provider.interactionFinished(request, response, stopped, { mergeWithLastSubmission: false });
    return;
  }
  const accountId = form.get('account');
  people.set(accountId, {
    name: form.get('name'), pid: form.get('pid') || undefined, details: JSON.parse(form.get('details') || 'null') ?? undefined,
  });
  const grant = new provider.Grant({ accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  grant.addOIDCClaims(['name', 'pid', 'acr', 'authorization_details']);
  for (const detail of JSON.parse(params.authorization_details || '[]')) grant.addRar(detail);
  const result = {
    login: { accountId, acr: form.get('acr') || undefined, amr: ['test'] },
    consent: { grantId: await grant.save() },
  };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function play(kind) {
  let provider;
  const server = createServer((request, response) => {
    milder(response);
    if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
    return interact(provider, request, response).catch((fault) => {
      response.statusCode = 500;
      response.end(String(fault.stack));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, configuration(kind));
  provider.on('server_error', (_ctx, fault) => console.error(fault));
  return issuer;
}

console.log(JSON.stringify({ ansattporten: await play('ansattporten'), plain: await play('plain') }));
