/** What an installation of the pack brings along. */
export interface Shipped {
	/** Licence by package, `name@major`, so that a new major version is looked at again. */
	readonly licences: Readonly<Record<string, string>>;
	/** Packages that run a script when they are installed. */
	readonly installScripts: readonly string[];
	/** Files and folders at the root of the tarball. */
	readonly rootFiles: readonly string[];
}

/** One entry of package-lock.json, as far as it is read here. */
export interface LockedPackage {
	readonly version?: string;
	readonly license?: string;
	readonly hasInstallScript?: boolean;
	readonly dependencies?: Readonly<Record<string, string>>;
	readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What a package's own manifest says beside the lock. */
export interface Manifest {
	readonly license?: unknown;
	readonly scripts?: Readonly<Record<string, string>>;
}

const installHooks = ['preinstall', 'install', 'postinstall'];

/**
 * What the production dependencies of the lock's root bring along; `manifestAt` reads the manifest of an installed
 * package by its place in the lock (`node_modules/…`). Optional dependencies of the root are not shipped.
 */
export function shippedPackages(
	packages: Readonly<Record<string, LockedPackage>>,
	manifestAt: (place: string) => Manifest,
): Pick<Shipped, 'licences' | 'installScripts'> {
	const licences: Record<string, string> = {};
	const installScripts: string[] = [];
	for (const place of productionPlaces(packages)) {
		const { version = '0', license, hasInstallScript } = packages[place];
		const manifest = manifestAt(place);
		const name = `${place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)}@${version.split('.')[0]}`;
		licences[name] = String(manifest.license ?? license ?? 'none stated');
		if (hasInstallScript || installHooks.some((hook) => manifest.scripts?.[hook] !== undefined))
			installScripts.push(name);
	}
	return { licences, installScripts: installScripts.sort() };
}

function productionPlaces(packages: Readonly<Record<string, LockedPackage>>): string[] {
	const places = new Set<string>();
	const waiting = Object.keys(packages[''].dependencies ?? {}).map((name) => placeOf(packages, '', name));
	for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
		if (places.has(place)) continue;
		places.add(place);
		const { dependencies, optionalDependencies } = packages[place];
		for (const name of Object.keys({ ...dependencies, ...optionalDependencies }))
			waiting.push(placeOf(packages, place, name));
	}
	return [...places].sort();
}

/** The nearest installed package of that name, seen from `from`, as Node looks for it. */
function placeOf(packages: Readonly<Record<string, LockedPackage>>, from: string, name: string): string {
	for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
		const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
		if (packages[place]) return place;
		if (folder === '') throw new Error(`package-lock.json has no place for ${name}, which ${from || 'the pack'} needs`);
	}
}

/** What is shipped and was not before, one line each; what is gone is nobody's harm. */
export function newlyShipped(known: Shipped, shipped: Shipped): string[] {
	const licences = Object.entries(shipped.licences)
		.filter(([name, licence]) => known.licences[name] !== licence)
		.map(([name, licence]) => `new package or licence: ${name} (${licence})`);
	const scripts = shipped.installScripts
		.filter((name) => !known.installScripts.includes(name))
		.map((name) => `new install script: ${name}`);
	const files = shipped.rootFiles
		.filter((file) => !known.rootFiles.includes(file))
		.map((file) => `new at the tarball's root: ${file}`);
	return [...licences, ...scripts, ...files];
}
