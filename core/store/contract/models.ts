/** So many versions of a model are kept; the ones kept first are forgotten when another is kept. */
export const mostModelVersions = 50;

/** A scoring model of an org. */
export interface KeptModel {
	readonly name: string;
	readonly version: string;
	/** The document, as JSON text. */
	readonly document: string;
	readonly keptAt: Date;
	/** Who has kept it, as the history calls it: workflow and execution. */
	readonly keptBy: string;
}

/** The models that an org's records are scored by. */
export interface ModelStore {
	/** The version that was kept last, or this one; `undefined` when there is none. */
	loadModel(orgId: string, name: string, version?: string): Promise<KeptModel | undefined>;
	/** All that are there, by name, the last one kept first, without their documents. */
	listModels(orgId: string): Promise<ReadonlyArray<Omit<KeptModel, 'document'>>>;
	/** Keeps a model; one of the same name and version is replaced. */
	keepModel(orgId: string, model: KeptModel): Promise<void>;
}
