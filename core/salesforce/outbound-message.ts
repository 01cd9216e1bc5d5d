import { SaxesParser, type SaxesTagNS } from 'saxes';
import { type ChangeMessage, type MessageRules, refusedMessage, textOfBody } from './change-message';
import { OutboundContent, outboundNamespace } from './outbound-content';

/** A piece is looked at before the next one is read, so that what is wrong at the beginning costs no more than that. */
const charactersPerPiece = 16_384;
const mostDepth = 12;
const mostAttributes = 12;
const mostAttributeLength = 512;

/**
 * The records that an outbound message tells of, from the bytes of its body. It is read as the WSDL describes it and no other way:
 * UTF-8, its namespaces, one org, one object, 1–100 notifications with Ids that can be right, no DTD, no entities of its own, no
 * processing instructions and no comments. Throws `invalid_input` for anything else, in words that quote nothing of it.
 * Source: “Understanding Outbound Messaging” and its WSDL, SOAP API Developer Guide.
 */
export function parseOutboundMessage(body: Uint8Array, rules: MessageRules): ChangeMessage {
	const text = textOfBody(body, rules.maxBytes);
	const content = new OutboundContent(rules.enrichedField);
	const parser = watchedParser(content);
	try {
		for (let start = 0; start < text.length; start += charactersPerPiece) {
			parser.write(text.slice(start, start + charactersPerPiece));
		}
		parser.close();
	} catch (error) {
		// The parser quotes the text in its own words.
		throw error instanceof Error && error.name === 'EnrichmentError' ? error : refusedMessage('is not well-formed XML');
	}
	return content.message();
}

/** What an outbound message is answered with; Salesforce sends it again for 24 hours unless the answer is true. */
export function acknowledgement(isAcknowledged: boolean): string {
	return (
		'<?xml version="1.0" encoding="UTF-8"?>' +
		'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>' +
		`<notificationsResponse xmlns="${outboundNamespace}"><Ack>${isAcknowledged}</Ack></notificationsResponse>` +
		'</soapenv:Body></soapenv:Envelope>'
	);
}

function watchedParser(content: OutboundContent): SaxesParser<{ xmlns: true; position: false }> {
	const parser = new SaxesParser({ xmlns: true, position: false });
	let depth = 0;
	let attributes = 0;
	const refuse = (what: string) => () => {
		throw refusedMessage(`has ${what}`);
	};
	parser.on('doctype', refuse('a document type'));
	parser.on('processinginstruction', refuse('a processing instruction'));
	parser.on('comment', refuse('a comment'));
	parser.on('xmldecl', ({ encoding = 'UTF-8', version = '1.0' }) => {
		if (encoding.toUpperCase() !== 'UTF-8' || version !== '1.0') throw refusedMessage('is not XML 1.0 in UTF-8');
	});
	parser.on('opentagstart', () => {
		attributes = 0;
		depth += 1;
		if (depth > mostDepth) throw refusedMessage('is nested too deeply');
	});
	parser.on('attribute', ({ name, value }) => {
		attributes += 1;
		if (attributes > mostAttributes || name.length + value.length > mostAttributeLength)
			throw refusedMessage('has too many or too long attributes');
	});
	parser.on('opentag', (tag: SaxesTagNS) => content.open(tag, (prefix) => parser.resolve(prefix)));
	parser.on('closetag', () => {
		depth -= 1;
		content.close();
	});
	parser.on('text', (text) => content.text(text));
	parser.on('cdata', (text) => content.cdata(text));
	return parser;
}
