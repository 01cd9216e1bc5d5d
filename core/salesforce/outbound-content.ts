import type { SaxesTagNS } from 'saxes';
import { isSalesforceId, toRecordId } from '../record/identity';
import { type ChangeMessage, type ChangeNotice, isObjectName, momentsIn, refusedMessage } from './change-message';

/** Of the elements around the notifications. */
export const outboundNamespace = 'http://soap.sforce.com/2005/09/outbound';
const soapNamespace = 'http://schemas.xmlsoap.org/soap/envelope/';
const recordNamespace = 'urn:sobject.enterprise.soap.sforce.com';
const instanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';

const mostNotifications = 100;
/** More than an object can have fields. */
const mostFields = 1_000;

/** An element of the envelope: what may stand in it, in this order, each once unless it may be repeated. */
interface Expected {
	readonly namespace: string;
	readonly holds: readonly string[];
	readonly isOptional?: true;
	readonly isRepeated?: true;
}

const envelope: Readonly<Record<string, Expected>> = {
	Envelope: { namespace: soapNamespace, holds: ['Body'] },
	Body: { namespace: soapNamespace, holds: ['notifications'] },
	notifications: {
		namespace: outboundNamespace,
		holds: ['OrganizationId', 'ActionId', 'SessionId', 'EnterpriseUrl', 'PartnerUrl', 'Notification'],
	},
	OrganizationId: { namespace: outboundNamespace, holds: [] },
	ActionId: { namespace: outboundNamespace, holds: [] },
	SessionId: { namespace: outboundNamespace, holds: [], isOptional: true },
	EnterpriseUrl: { namespace: outboundNamespace, holds: [], isOptional: true },
	PartnerUrl: { namespace: outboundNamespace, holds: [], isOptional: true },
	Notification: { namespace: outboundNamespace, holds: ['Id', 'sObject'], isRepeated: true },
	Id: { namespace: outboundNamespace, holds: [] },
	sObject: { namespace: outboundNamespace, holds: [] },
};

/** One open element of the envelope. */
interface Level {
	readonly name: string;
	/** How far its children have come. */
	position: number;
	count: number;
}

/** What stands in an outbound message, taken from its elements as they come; each call throws `invalid_input` for what may not come there. */
export class OutboundContent {
	private readonly levels: Level[] = [];
	private readonly notices: ChangeNotice[] = [];
	private readonly facts = new Map<string, string>();
	private fields = new Map<string, string>();
	/** How many elements of a record's field are open; the first of them is the field itself. */
	private fieldDepth = 0;
	private fieldName = '';
	private value = '';
	private empty = 0;
	/** Of a record that is gone, nothing is said. */
	private isNil = false;
	private type: string | undefined;

	constructor(private readonly enrichedField: string) {}

	open(tag: SaxesTagNS, resolve: (prefix: string) => string | undefined): void {
		if (this.fieldDepth > 0 || this.levels.at(-1)?.name === 'sObject') this.openField(tag);
		else {
			this.enter(tag);
			if (tag.local === 'sObject') this.openRecord(tag, resolve);
		}
		this.value = '';
	}

	text(text: string): void {
		const name = this.levels.at(-1)?.name;
		const isLeaf = name !== undefined && name !== 'sObject' && envelope[name].holds.length === 0;
		if (this.fieldDepth > 0 || isLeaf) this.value += text;
		else if (text.trim() !== '') throw refusedMessage('has text where none belongs');
	}

	/** Salesforce escapes what it sends; inside of a field it does no harm. */
	cdata(text: string): void {
		if (this.fieldDepth === 0) throw refusedMessage('has a CDATA section where none belongs');
		this.value += text;
	}

	close(): void {
		if (this.fieldDepth > 0) this.closeField();
		else this.leave();
		this.value = '';
	}

	/** All of it; throws `invalid_input` when something is missing. */
	message(): ChangeMessage {
		const orgId = this.facts.get('OrganizationId');
		if (orgId === undefined || this.notices.length + this.empty === 0) throw refusedMessage('tells of no record');
		return { orgId, ...(this.type && { sObject: this.type }), notices: this.notices, empty: this.empty };
	}

	private enter({ local, uri }: SaxesTagNS): void {
		const parent = this.levels.at(-1);
		const expected = Object.hasOwn(envelope, local) ? envelope[local] : undefined;
		if (!expected || expected.namespace !== uri) throw notExpected();
		if (parent) advance(parent, local);
		else if (local !== 'Envelope') throw notExpected();
		this.levels.push({ name: local, position: -1, count: 0 });
		if (local === 'Notification' && (parent?.count ?? 0) > mostNotifications) {
			throw refusedMessage(`has more than ${mostNotifications} notifications`);
		}
	}

	private openRecord({ attributes }: SaxesTagNS, resolve: (prefix: string) => string | undefined): void {
		this.fields = new Map();
		const said = (name: string) =>
			Object.values(attributes)
				.find(({ local, uri }) => local === name && uri === instanceNamespace)
				?.value.trim();
		const type = said('type');
		this.isNil = type === undefined && said('nil') === 'true';
		if (this.isNil) return;
		const [, prefix, name] = /^(?:([\w.-]+):)?(\w+)$/.exec(type ?? '') ?? [];
		if (name === undefined || !isObjectName(name) || resolve(prefix ?? '') !== recordNamespace) {
			throw refusedMessage('does not say of which object its records are');
		}
		this.type ??= name;
		if (this.type !== name) throw refusedMessage('has records of several objects');
	}

	private openField({ local, uri }: SaxesTagNS): void {
		if (this.fieldDepth === 0) {
			if (this.isNil || uri !== recordNamespace || this.fields.has(local)) throw notExpected();
			if (this.fields.size >= mostFields) throw refusedMessage('has too many fields');
			this.fieldName = local;
			this.fields.set(local, '');
		}
		this.fieldDepth += 1;
	}

	/** Of what is inside a compound field nothing is asked. */
	private closeField(): void {
		this.fieldDepth -= 1;
		if (this.fieldDepth === 0) this.fields.set(this.fieldName, this.value);
	}

	private leave(): void {
		const { name, position } = this.levels.pop()!;
		const { holds } = envelope[name];
		if (holds.slice(position + 1).some((child) => envelope[child].isOptional !== true)) {
			throw refusedMessage('lacks an element');
		}
		if (name === 'OrganizationId') this.facts.set(name, idOf(this.value, '00D'));
		else if (name === 'ActionId') idOf(this.value, '04k');
		else if (name === 'Id') this.facts.set(name, idOf(this.value, '04l'));
		else if (name === 'Notification') this.takeNotice();
	}

	private takeNotice(): void {
		const id = this.fields.get('Id');
		if (id === undefined) {
			if (this.fields.size > 0) throw refusedMessage('has a record without an ID');
			this.empty += 1;
			return;
		}
		if (!isSalesforceId(id)) throw refusedMessage('has an ID that is none');
		const moments = momentsIn((field) => this.fields.get(field), this.enrichedField);
		this.notices.push({ recordId: toRecordId(id), notificationId: this.facts.get('Id'), ...moments });
	}
}

function advance(parent: Level, child: string): void {
	const { holds } = envelope[parent.name];
	const position = holds.indexOf(child);
	const isAgain = position === parent.position && envelope[child].isRepeated === true;
	if (position === -1 || (position <= parent.position && !isAgain)) throw notExpected();
	if (holds.slice(parent.position + 1, position).some((name) => envelope[name].isOptional !== true))
		throw notExpected();
	parent.count = isAgain ? parent.count + 1 : 1;
	parent.position = position;
}

function idOf(text: string, keyPrefix: string): string {
	if (!text.startsWith(keyPrefix) || !isSalesforceId(text)) throw refusedMessage('has an ID that is none');
	return toRecordId(text);
}

function notExpected() {
	return refusedMessage('is no outbound message');
}
