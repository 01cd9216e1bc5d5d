import type { OwnUsage } from './contestant-process';

/** What one contestant took for so many records. */
export interface Figures extends OwnUsage {
	readonly name: string;
	readonly rows: number;
	/** As the org counted them against its daily API allowance. */
	readonly calls: number;
	/** CPU time of the emulator meanwhile, which is no cost of the contestant's. */
	readonly emulatorSeconds: number;
	/** Set when the figures were multiplied from so many records. */
	readonly measuredRows?: number;
	/** Of `seconds`, what the program takes to do nothing. */
	readonly startSeconds?: number;
}

/** The figures for `rows` records when each costs what one cost here; memory is as it was measured, so too small. */
export function extrapolate(figures: Figures, rows: number): Figures {
	if (figures.rows === rows) return figures;
	const factor = rows / figures.rows;
	return {
		...figures,
		rows,
		measuredRows: figures.rows,
		calls: Math.round(figures.calls * factor),
		seconds: figures.seconds * factor,
		cpuSeconds: figures.cpuSeconds * factor,
		emulatorSeconds: figures.emulatorSeconds * factor,
	};
}
