import type { Store } from '../../core/store/store';
import type { CrashPoint } from './crash-point';

/** Ends the process that calls it; does not return. */
export type Kill = () => void;

/** The store, its calls counted by method in `calls`; kills before or behind the call that the point names. */
export function killingStore(
	store: Store,
	calls: Record<string, number>,
	point: CrashPoint | undefined,
	kill: Kill,
): Store {
	const wrapped = Object.entries(store).map(([name, member]) => [
		name,
		typeof member === 'function' ? counted(name, member) : member,
	]);
	return Object.fromEntries(wrapped) as Store;

	function counted(name: string, method: (...values: unknown[]) => unknown) {
		return (...values: unknown[]) => {
			calls[name] = (calls[name] ?? 0) + 1;
			const isThePoint = point?.method === name && point.count === calls[name];
			if (isThePoint && point.kind === 'before store') kill();
			const result = method(...values);
			if (!isThePoint || point.kind !== 'after store') return result;
			return Promise.resolve(result).then((value) => {
				kill();
				return value;
			});
		};
	}
}
