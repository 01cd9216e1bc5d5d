import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { type Answer, decode, encode, type Question } from 'dns-packet';
import type { DnsRecords } from './web-site';

/** What is known of a host at the time of the question; `undefined`: the name does not exist, `silent`: no reply. */
export type Zone = (host: string, type: string) => DnsRecords | 'silent' | 'broken' | undefined;

export interface DnsServer {
	/** `127.0.0.1:port`, as a resolver takes it. */
	readonly address: string;
	close(): Promise<void>;
}

const ttl = 0;

/** A DNS server over UDP on 127.0.0.1 that answers A, AAAA, MX, TXT and CNAME from the zone. */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
	const socket = createSocket('udp4');
	socket.on('message', (message, from) => answer(socket, zone, message, from));
	await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
	return {
		address: `127.0.0.1:${socket.address().port}`,
		close: async () => await new Promise<void>((resolve) => socket.close(() => resolve())),
	};
}

function answer(socket: Socket, zone: Zone, message: Buffer, from: RemoteInfo): void {
	const query = decode(message);
	const [question] = query.questions ?? [];
	if (!question) return;
	const records = zone(question.name.toLowerCase(), question.type);
	if (records === 'silent') return;
	const rcode = records === 'broken' ? 2 : records === undefined ? 3 : 0;
	const reply = encode({
		type: 'response',
		id: query.id,
		flags: 0x0400 | 0x0100 | rcode,
		questions: query.questions,
		answers: typeof records === 'object' ? answersTo(question, records) : [],
	});
	socket.send(reply, from.port, from.address);
}

function answersTo({ name, type }: Question, records: DnsRecords): Answer[] {
	if (records.cname !== undefined) return [{ type: 'CNAME', name, ttl, data: records.cname }];
	if (type === 'A') return (records.a ?? []).map((data) => ({ type: 'A', name, ttl, data }));
	if (type === 'AAAA') return (records.aaaa ?? []).map((data) => ({ type: 'AAAA', name, ttl, data }));
	if (type === 'TXT') return (records.txt ?? []).map((text) => ({ type: 'TXT', name, ttl, data: inPieces(text) }));
	if (type !== 'MX') return [];
	return (records.mx ?? []).map((exchange, index) => ({
		type: 'MX',
		name,
		ttl,
		data: { preference: 10 * (index + 1), exchange },
	}));
}

/** A string of a TXT record holds 255 bytes; longer texts are several strings. */
function inPieces(text: string): Buffer[] {
	const bytes = Buffer.from(text);
	return Array.from({ length: Math.max(1, Math.ceil(bytes.length / 255)) }, (_, index) =>
		bytes.subarray(index * 255, (index + 1) * 255),
	);
}
