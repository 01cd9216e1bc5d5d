import { isIP, Socket } from 'node:net';

export interface WatchedConnections {
	/** `address:port` of every connection that this process tried, by IP address. */
	readonly tried: ReadonlySet<string>;
	stop(): void;
}

interface ConnectOptions {
	host?: string;
	port?: number | string;
	lookup?: (host: string, options: unknown, callback: (...found: unknown[]) => void) => void;
}

/** Notes where the process connects to, by watching what every socket is told and what its look-up answers. */
export function watchConnections(): WatchedConnections {
	const tried = new Set<string>();
	const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
	Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
		note((Array.isArray(args[0]) ? args[0][0] : args[0]) as ConnectOptions, tried);
		return connect.apply(this, args);
	} as typeof Socket.prototype.connect;
	return {
		tried,
		stop() {
			Socket.prototype.connect = connect as typeof Socket.prototype.connect;
		},
	};
}

function note(options: ConnectOptions, tried: Set<string>): void {
	const { host, port, lookup } = options;
	if (host !== undefined && isIP(host) > 0) tried.add(`${host}:${port}`);
	if (!lookup) {
		if (host !== undefined && isIP(host) === 0) tried.add(`${host}:${port}`);
		return;
	}
	options.lookup = (name, how, callback) =>
		lookup(name, how, (...found) => {
			for (const each of [found[1]].flat()) {
				tried.add(`${typeof each === 'string' ? each : (each as { address: string }).address}:${port}`);
			}
			callback(...found);
		});
}
