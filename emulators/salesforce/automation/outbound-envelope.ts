import { escapeMarkup } from '../pages/html';

/** One record in an outbound message. */
export interface OutboundNotification {
	/** The same at every attempt, which is what receivers tell repeats by. */
	readonly id: string;
	readonly sObject: string;
	/** With the Id; only the Id where the record is gone by the time of sending. */
	readonly fields: Readonly<Record<string, unknown>>;
}

export interface OutboundEnvelope {
	/** 18 characters. */
	readonly organizationId: string;
	readonly actionId: string;
	/** Of the org's partner API. */
	readonly partnerUrl: string;
	readonly notifications: readonly OutboundNotification[];
}

/** The SOAP message that Salesforce posts, as the outbound messaging WSDL describes it; blank fields are left out. */
export function outboundEnvelope({ organizationId, actionId, partnerUrl, notifications }: OutboundEnvelope): string {
	const elements = notifications.map(notificationElement).join('');
	return (
		'<?xml version="1.0" encoding="UTF-8"?>' +
		'<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
		'<soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound">' +
		`<OrganizationId>${organizationId}</OrganizationId><ActionId>${actionId}</ActionId><SessionId xsi:nil="true"/>` +
		`<EnterpriseUrl>${escapeMarkup(partnerUrl.replace('/u/', '/c/'))}</EnterpriseUrl><PartnerUrl>${escapeMarkup(partnerUrl)}</PartnerUrl>` +
		`${elements}</notifications></soapenv:Body></soapenv:Envelope>`
	);
}

function notificationElement({ id, sObject, fields }: OutboundNotification): string {
	const values = Object.entries(fields)
		.filter(([, value]) => value !== null && value !== undefined)
		.map(([name, value]) => `<sf:${name}>${escapeMarkup(String(value))}</sf:${name}>`)
		.join('');
	return (
		`<Notification><Id>${id}</Id><sObject xsi:type="sf:${sObject}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">` +
		`${values}</sObject></Notification>`
	);
}

/** Whether the receiver has said that it holds the notifications: a 200 whose body says `<Ack>true</Ack>`. */
export function isAcknowledged(status: number, body: string): boolean {
	return status === 200 && /<(?:\w+:)?Ack>\s*(?:true|1)\s*<\/(?:\w+:)?Ack>/.test(body);
}
