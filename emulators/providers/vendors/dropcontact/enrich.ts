import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import type { EmailState } from '../../world/company';
import type { KnownPerson } from '../../world/market';
import { dropcontactRecord } from './record';

type Contact = Readonly<Record<string, unknown>>;

const most = 250;
const mostBytes = 15_000;
const takesMs = 30_000;
const keptMs = 30 * 86_400_000;
const credit = 1_000;

function submit(call: Call): HttpReply {
	const contacts = listOf(call.json.data, most, `data must hold 1 to ${most} contacts`);
	if (contacts.some((each) => JSON.stringify(each).length > mostBytes))
		throw new Refusal('invalid', 'A contact is larger than 15 kB');
	const id = hexOf(16, call.market.world.seed, 'dropcontact', call.number).replace(/^/, 'r');
	// An empty contact costs nothing: that is how the balance is asked for.
	const held = contacts.filter((each) => Object.keys(each).length > 0).length * credit;
	if (!call.account.take('credits', held)) throw new Refusal('out-of-credits');
	call.desk.jobs.start({
		id,
		account: call.account.name,
		now: call.now,
		takesMs,
		finish: () => results(call, contacts, held),
	});
	return ok({ error: false, success: true, request_id: id, credits_left: call.account.left('credits') / credit });
}

/** Looks everybody up, keeps what is owed and gives the rest back. */
function results(call: Call, contacts: readonly Contact[], held: number): unknown[] {
	let owed = 0;
	const records = contacts.map((contact) => {
		const found = find(call, contact);
		const supplied = asText(contact.email);
		const state = found?.email?.state;
		if (Object.keys(contact).length > 0 && (supplied !== undefined || isVerified(state))) {
			owed += credit;
			call.record('credits', credit, `email ${found?.person.id ?? 'to verify'}`);
		}
		return dropcontactRecord(contact, found, call.market);
	});
	call.account.take('credits', owed - held);
	return records;
}

function find(call: Call, contact: Contact): KnownPerson | undefined {
	const found = call.market.findPerson({
		email: asText(contact.email),
		linkedin: asText(contact.linkedin),
		firstName: asText(contact.first_name),
		lastName: asText(contact.last_name),
		fullName: asText(contact.full_name),
		company: asText(contact.company),
		domain: asText(contact.website),
	});
	return found?.person.isSuppressed ? undefined : found;
}

function isVerified(state: EmailState | undefined): boolean {
	return state === 'verified';
}

function read(call: Call): HttpReply {
	const job = call.desk.jobs.find(call.params.id, call.account.name);
	const credits_left = call.account.left('credits') / credit;
	const isKnown = job !== undefined && call.now.getTime() - job.dueAt.getTime() <= keptMs;
	if (isKnown && job.isDone) return ok({ error: false, success: true, credits_left, data: job.result });
	if (isKnown && call.query.get('forceResults') === 'true')
		return ok({ error: false, success: true, status: 'in_progress', credits_left, data: [] });
	// HTTP says 200 while it works on, and of what it does not know, or not any more.
	return ok({ error: false, success: false, reason: 'Request not ready yet, try again in 30 seconds' });
}

export const enrichRoutes: readonly Route[] = [
	{ method: 'POST', path: '/v1/enrich/all', document: 'developer.dropcontact.com: POST request', handle: submit },
	{ method: 'GET', path: '/v1/enrich/all/:id', document: 'developer.dropcontact.com: GET request', handle: read },
];
