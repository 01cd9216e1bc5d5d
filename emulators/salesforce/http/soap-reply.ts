import { escapeMarkup } from '../pages/html';
import type { ApiReply } from './api-request';

/** A refusal in SOAP; the server answers it with 500, as SOAP wants. */
export class SoapFault extends Error {
	constructor(
		readonly exceptionCode: string,
		message: string,
		/** The element of the detail, e.g. `LoginFault`. */
		readonly faultName = 'ApiFault',
	) {
		super(message);
	}
}

const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
const soapHeaders = { 'Content-Type': 'text/xml;charset=UTF-8' };

/** A successful call's answer around its result. */
export function soapReply(operation: string, resultXml: string, namespace = 'urn:partner.soap.sforce.com'): ApiReply {
	const namespaces = `xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"`;
	const response = `<${operation}Response>${resultXml}</${operation}Response>`;
	return {
		status: 200,
		body: `${prolog}<soapenv:Envelope ${namespaces}><soapenv:Body>${response}</soapenv:Body></soapenv:Envelope>`,
		headers: soapHeaders,
	};
}

/** A refusal that carries Salesforce's own exception code. */
export function soapFaultReply({ exceptionCode, message, faultName }: SoapFault): ApiReply {
	const detail = `<sf:exceptionCode>${exceptionCode}</sf:exceptionCode><sf:exceptionMessage>${escapeMarkup(message)}</sf:exceptionMessage>`;
	return faultEnvelope(
		`<faultcode>sf:${exceptionCode}</faultcode><faultstring>${exceptionCode}: ${escapeMarkup(message)}</faultstring>` +
			`<detail><sf:${faultName} xsi:type="sf:${faultName}">${detail}</sf:${faultName}></detail>`,
	);
}

/** A refusal of something that is no call of this API at all. */
export function clientFaultReply(message: string): ApiReply {
	return faultEnvelope(`<faultcode>soapenv:Client</faultcode><faultstring>${escapeMarkup(message)}</faultstring>`);
}

/** Elements in the order given; null becomes `xsi:nil`. */
export function xmlElements(values: Readonly<Record<string, string | number | boolean | null>>): string {
	return Object.entries(values)
		.map(([name, value]) =>
			value === null ? `<${name} xsi:nil="true"/>` : `<${name}>${escapeMarkup(String(value))}</${name}>`,
		)
		.join('');
}

function faultEnvelope(fault: string): ApiReply {
	const namespaces =
		'xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="urn:fault.partner.soap.sforce.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
	const body = `${prolog}<soapenv:Envelope ${namespaces}><soapenv:Body><soapenv:Fault>${fault}</soapenv:Fault></soapenv:Body></soapenv:Envelope>`;
	return { status: 500, body, headers: soapHeaders };
}
