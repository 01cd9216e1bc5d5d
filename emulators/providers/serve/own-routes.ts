import type { HttpReply } from '../../http/reply';
import type { House } from '../providers-emulator';
import type { Fault } from './faults';

/** The emulator's own doors, for whoever watches from another process; no vendor has them. `undefined`: no such door. */
export function ownRoutes(house: House, method: string, path: string, body: unknown): HttpReply | undefined {
	switch (`${method} ${path}`) {
		case 'GET /_emulator/charges':
			return { status: 200, body: house.charges() };
		case 'GET /_emulator/requests':
			return { status: 200, body: house.requests.all };
		case 'POST /_emulator/faults':
			house.faults.set(body as Fault[]);
			return { status: 204 };
		case 'POST /_emulator/advance':
			house.clock.advance(Number((body as { milliseconds?: number } | undefined)?.milliseconds ?? 0));
			return { status: 204 };
		case 'POST /_emulator/reset':
			house.reset();
			return { status: 204 };
		default:
			return undefined;
	}
}
