// Walks through the stand-in's auth server as the older seeder and any application does: by the real supabase-js.
// Prints the name of each step once it has held.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';

const url = process.env.SUPABASE_URL;
const key = process.env.SUPABASE_SERVICE_ROLE_KEY;
const options = {
  auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
  // Before Node.js 22 there is none, and a client is not made without one, though nothing here opens it.
  realtime: { transport: globalThis.WebSocket ?? class {} },
};
const admin = createClient(url, key, options).auth.admin;
const password = 'first-one';
const made = [];

/** A client of its own: signing in changes as whom a client asks. */
const visitor = () => createClient(url, key, options).auth;

async function create(fields) {
  const user = ok(await admin.createUser({ email: `${randomUUID()}@example.com`, password, ...fields })).user;
  made.push(user.id);
  return user;
}

function ok({ data, error }) {
  assert.equal(error, null);
  return data;
}

function refused({ error }, status, code) {
  assert.deepEqual({ status: error?.status, code: error?.code }, { status, code });
  return error;
}

const steps = {
  async 'creates a user under a given id'() {
    const id = randomUUID();
    const user = await create({
      id,
      email: `${id}@Example.com`,
      email_confirm: true,
      app_metadata: { roles: ['customer'] },
      user_metadata: { display_name: 'Perf' },
    });
    assert.equal(user.id, id);
    assert.equal(user.email, `${id}@example.com`);
    assert.ok(user.email_confirmed_at);
    assert.deepEqual(user.app_metadata, { provider: 'email', providers: ['email'], roles: ['customer'] });
    assert.deepEqual(user.user_metadata, { display_name: 'Perf', email_verified: true });
    refused(await admin.createUser({ email: user.email, password }), 422, 'email_exists');
    refused(await admin.createUser({ id: '00000000-0000-0000-0000-000000000000', email: 'nil@example.com' }), 400,
      'validation_failed');
  },

  async 'reads a user'() {
    const user = await create({});
    assert.deepEqual(ok(await admin.getUserById(user.id)).user, user);
    refused(await admin.getUserById(randomUUID()), 404, 'user_not_found');
  },

  async 'updates a user'() {
    const user = await create({ user_metadata: { a: 1, b: 2 } });
    const changed = ok(await admin.updateUserById(user.id, { email_confirm: true, user_metadata: { a: null, c: 3 } }));
    assert.deepEqual(changed.user.user_metadata, { b: 2, c: 3, email_verified: true });
    const other = await create({});
    // Its code is lost on the way: supabase-js takes every 500 for a passing one.
    refused(await admin.updateUserById(user.id, { email: other.email }), 500, undefined);
    assert.equal(ok(await admin.getUserById(user.id)).user.email, user.email);
    const weak = refused(await admin.updateUserById(user.id, { password: '12345' }), 422, 'weak_password');
    assert.deepEqual(weak.reasons, ['length']);
  },

  async 'lists users over pages'() {
    const wanted = [(await create({})).id, (await create({})).id];
    const seen = new Set();
    let page = 1;
    let pages = 0;
    let list;
    do {
      list = ok(await admin.listUsers({ page, perPage: 20 }));
      list.users.forEach((user) => seen.add(user.id));
      pages += 1;
      page = list.nextPage;
    } while (page);
    assert.equal(list.lastPage, pages);
    assert.ok(pages > 1);
    assert.equal(seen.size, list.total);
    wanted.forEach((id) => assert.ok(seen.has(id)));
  },

  async 'signs in, goes on and signs out'() {
    const user = await create({ email_confirm: true });
    const auth = visitor();
    const session = ok(await auth.signInWithPassword({ email: user.email, password })).session;
    assert.equal(session.user.id, user.id);
    assert.equal(ok(await auth.getUser()).user.email, user.email);
    const renewed = ok(await auth.refreshSession()).session;
    assert.notEqual(renewed.refresh_token, session.refresh_token);
    assert.equal(ok(await visitor().getUser(renewed.access_token)).user.id, user.id);
    assert.equal((await auth.signOut()).error, null);
    assert.equal((await auth.getSession()).data.session, null);
    assert.equal((await visitor().getUser(renewed.access_token)).error.name, 'AuthSessionMissingError');
    refused(await visitor().refreshSession({ refresh_token: renewed.refresh_token }), 400, 'refresh_token_not_found');
  },

  async 'lets nobody in who may not'() {
    const user = await create({});
    refused(await visitor().signInWithPassword({ email: user.email, password }), 400, 'email_not_confirmed');
    refused(await visitor().signInWithPassword({ email: user.email, password: 'another' }), 400, 'invalid_credentials');
    ok(await admin.updateUserById(user.id, { email_confirm: true, ban_duration: '1h' }));
    refused(await visitor().signInWithPassword({ email: user.email, password }), 400, 'user_banned');
    ok(await admin.updateUserById(user.id, { ban_duration: 'none' }));
    ok(await visitor().signInWithPassword({ email: user.email, password }));
    refused(await visitor().signUp({ email: `${randomUUID()}@example.com`, password }), 422, 'signup_disabled');
    const stranger = createClient(url, 'no-key', options).auth;
    const unknown = (await stranger.signInWithPassword({ email: user.email, password })).error;
    assert.deepEqual([unknown.status, unknown.message], [401, 'Invalid API key']);
  },

  async 'deletes users'() {
    const user = await create({ email_confirm: true });
    ok(await admin.deleteUser(user.id, true));
    assert.ok(ok(await admin.getUserById(user.id)).user.deleted_at);
    refused(await visitor().signInWithPassword({ email: user.email, password }), 400, 'invalid_credentials');
    ok(await admin.deleteUser(user.id));
    refused(await admin.getUserById(user.id), 404, 'user_not_found');
    refused(await admin.deleteUser(user.id), 404, 'user_not_found');
  },

  // It looks at no error, so that it reports users which no auth server has ever made of this.
  async 'refuses the users of the older seeder'() {
    const id = randomUUID();
    const email = `${id}@example.com`;
    const metadata = { display_name: 'Perf', roles: ['customer'], status: 'active', msisdn: '+250780900101' };
    refused(
      await admin.createUser({
        user: { id, email, email_confirmed: true },
        password: 'PerfSeedPassw0rd!',
        app_metadata: { roles: ['customer'] },
        user_metadata: metadata,
      }),
      400,
      'validation_failed',
    );
    refused(await admin.getUserById(id), 404, 'user_not_found');
    await create({ id, email });
    const fields = { email, email_confirm: true, user_metadata: metadata, app_metadata: { roles: ['customer'] } };
    const { user } = ok(await admin.updateUserById(id, fields));
    assert.deepEqual(user.app_metadata.roles, ['customer']);
    assert.deepEqual(user.user_metadata, { ...metadata, email_verified: true });
  },
};

try {
  for (const [name, step] of Object.entries(steps)) {
    await step();
    console.log(name);
  }
} finally {
  for (const id of made) {
    await admin.deleteUser(id);
  }
}
