import { toRecordId } from '../record/identity';
import { aNotification, anOutboundMessage, leadId, testOrgId } from './change-messages.builders';
import { acknowledgement, parseOutboundMessage } from './outbound-message';

const rules = { maxBytes: 1_000_000, enrichedField: 'Enrichment_Last_Enriched_On__c' };
const parse = (text: string | Buffer) => parseOutboundMessage(Buffer.from(text as string), rules);
const sf = 'xmlns:sf="urn:sobject.enterprise.soap.sforce.com"';

describe('parseOutboundMessage', () => {
	it('reads what Salesforce sends, with 18-character Ids', () => {
		expect(parse(anOutboundMessage({ orgId: testOrgId.slice(0, 15) }))).toEqual({
			orgId: testOrgId,
			sObject: 'Lead',
			notices: [{ recordId: toRecordId(leadId(1)), notificationId: toRecordId('04l5e0000000001') }],
			empty: 0,
		});
	});

	it('takes 100 notifications and what they hint at', () => {
		const fields =
			'<sf:CreatedDate>2026-11-21T12:00:00.000Z</sf:CreatedDate><sf:LastModifiedDate>2026-11-21T12:00:01.000Z</sf:LastModifiedDate>' +
			'<sf:Enrichment_Last_Enriched_On__c>yesterday</sf:Enrichment_Last_Enriched_On__c><sf:Company>A &amp; B&#x21;</sf:Company>' +
			'<sf:Address><sf:city>Z<![CDATA[<x>]]></sf:city></sf:Address>';
		const { notices } = parse(anOutboundMessage({ count: 100, fields }));
		expect(notices).toHaveLength(100);
		expect(notices[99]).toEqual({
			recordId: toRecordId(leadId(100)),
			notificationId: toRecordId('04l5e0000000100'),
			createdAt: new Date('2026-11-21T12:00:00.000Z'),
			modifiedAt: new Date('2026-11-21T12:00:01.000Z'),
		});
	});

	it.each([
		['without any field', `<sObject xsi:type="sf:Lead" ${sf}/>`],
		['that is nil', '<sObject xsi:nil="true"/>'],
	])('takes a notification of a deleted record, %s', (_case, sObject) => {
		const gone = `<Notification><Id>04l5e0000000002</Id>${sObject}</Notification>`;
		const message = parse(anOutboundMessage({ notifications: aNotification(1) + gone }));
		expect(message).toMatchObject({ notices: [{ recordId: toRecordId(leadId(1)) }], empty: 1 });
		expect(parse(anOutboundMessage({ notifications: gone }))).toMatchObject({ notices: [], empty: 1 });
	});

	it('takes it in other prefixes and with a byte order mark', () => {
		const other = anOutboundMessage().replaceAll('soapenv', 's').replaceAll('sf:', 'e:').replaceAll(':sf', ':e');
		expect(parse(`\uFEFF${other}`).notices).toHaveLength(1);
	});

	const valid = anOutboundMessage();
	it.each<[string, string | Buffer]>([
		['nothing', ''],
		['no XML', 'hello'],
		['a document type', valid.replace('?>', '?><!DOCTYPE x>')],
		['an external entity', valid.replace('?>', '?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>')],
		[
			'a bomb of entities',
			valid.replace('?>', '?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>').replace('04k', '&b;'),
		],
		['an entity of its own', valid.replace('04k', '&nbsp;04k')],
		['a comment', valid.replace('<Notification>', '<!-- --><Notification>')],
		['a processing instruction', valid.replace('<Notification>', '<?php x ?><Notification>')],
		['another encoding', valid.replace('UTF-8', 'ISO-8859-1')],
		['bytes that are no UTF-8', Buffer.concat([Buffer.from(valid), Buffer.from([0xff])])],
		['UTF-16', Buffer.from(valid, 'utf16le')],
		['the namespace of another service', valid.replace('2005/09/outbound', '2005/09/inbound')],
		['the namespace of another SOAP', valid.replace('xmlsoap.org/soap/envelope', 'w3.org/2003/05/soap-envelope')],
		['records of a namespace of their own', valid.replace('urn:sobject.enterprise', 'urn:sobject.else')],
		['a type without its namespace', valid.replace('sf:Lead', 'Lead')],
		['no type', valid.replace('xsi:type="sf:Lead"', '')],
		['no notification', anOutboundMessage({ notifications: '' })],
		['101 notifications', anOutboundMessage({ count: 101 })],
		['two orgs', valid.replace('<ActionId>', '<OrganizationId>00D000000000062</OrganizationId><ActionId>')],
		['no org', valid.replace(/<OrganizationId>.*<\/OrganizationId>/, '')],
		['an Id of something else as org', valid.replace('00D', '001')],
		['an Id of something else as notification', valid.replace('04l', '001')],
		['an Id whose letters changed case', valid.replace(leadId(1), '00Q5E0000000001AAC')],
		['no record Id', valid.replace(/<sf:Id>.*<\/sf:Id>/, '<sf:Name>x</sf:Name>')],
		['two record Ids', valid.replace('</sf:Id>', `</sf:Id><sf:Id>${leadId(2)}</sf:Id>`)],
		['a record Id in a namespace of its own', valid.replace('<sf:Id>', '<sf:Id xmlns:sf="x">')],
		['an element too many', valid.replace('</Notification>', '<Extra/></Notification>')],
		['elements in another order', valid.replace(/(<Id>.*<\/Id>)(<sObject.*<\/sObject>)/, '$2$1')],
		['text in between', valid.replace('<Notification>', 'x<Notification>')],
		['a second envelope', valid + valid],
		['two objects', anOutboundMessage({ notifications: aNotification(1) + aNotification(2, 'Contact') })],
		['a record within an Id', valid.replace('<ActionId>', '<ActionId><sObject/>')],
		['deep nesting', valid.replace('<sf:Id>', `${'<sf:a>'.repeat(50)}${'</sf:a>'.repeat(50)}<sf:Id>`)],
		['many attributes', valid.replace('<Notification>', `<Notification ${attributes(20)}>`)],
		['a long attribute', valid.replace('<Notification>', `<Notification a="${'x'.repeat(2000)}">`)],
		['more than is allowed', valid.replace('<sf:Id>', `<sf:Name>${'x'.repeat(1_000_000)}</sf:Name><sf:Id>`)],
		['half of it', valid.slice(0, valid.length / 2)],
	])('refuses %s, and quotes nothing of it', (_case, body) => {
		const refusal = expectRefusal(() => parse(body));
		expect(refusal).toMatch(/^The message [a-zA-Z0-9 ,–.-]+\.$/);
		expect(refusal).not.toMatch(/passwd|00Q|00D|04l/);
	});
});

describe('acknowledgement', () => {
	it('says yes or no in a SOAP envelope', () => {
		expect(acknowledgement(true)).toContain('<Ack>true</Ack>');
		expect(acknowledgement(false)).toContain('<Ack>false</Ack>');
		expect(acknowledgement(true)).toContain('xmlns="http://soap.sforce.com/2005/09/outbound"');
	});
});

function attributes(count: number): string {
	return Array.from({ length: count }, (_, index) => `a${index}=""`).join(' ');
}

function expectRefusal(work: () => unknown): string {
	try {
		work();
	} catch (error) {
		expect(error).toMatchObject({ name: 'EnrichmentError', code: 'invalid_input' });
		return (error as Error).message;
	}
	throw new Error('was accepted');
}
