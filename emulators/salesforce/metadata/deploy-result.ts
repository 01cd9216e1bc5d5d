import type { OrgState } from '../org/org-state';
import type { ComponentResult } from './component';
import type { Deployment } from './deployments';

/** A result's elements by name, as JSON has them; lists repeat the element in XML. */
export type ResultElements = {
	readonly [name: string]: string | number | boolean | ResultElements | readonly ResultElements[];
};

/** What is told of a deployment; Metadata API Developer Guide, DeployResult. */
export function deployResult(org: OrgState, deployment: Deployment, hasDetails: boolean): ResultElements {
	const { id, at, userId, options, status, components, error } = deployment;
	const failed = components.filter(({ problem }) => problem !== undefined);
	const time = at.toISOString();
	const type = org.schema.type('User');
	const name = String((type && org.store.find(type, userId)?.Name) ?? '');
	return {
		checkOnly: options.checkOnly,
		completedDate: time,
		createdBy: userId,
		createdByName: name,
		createdDate: time,
		...(hasDetails && { details: detailsOf(components, time) }),
		done: true,
		...(error !== undefined && { errorMessage: error, errorStatusCode: 'UNKNOWN_EXCEPTION' }),
		id,
		ignoreWarnings: true,
		lastModifiedDate: time,
		numberComponentErrors: failed.length,
		numberComponentsDeployed: components.length - failed.length,
		numberComponentsTotal: components.length,
		numberTestErrors: 0,
		numberTestsCompleted: 0,
		numberTestsTotal: 0,
		rollbackOnError: options.rollbackOnError,
		runTestsEnabled: false,
		startDate: time,
		status,
		success: status !== 'Failed',
	};
}

function detailsOf(components: readonly ComponentResult[], time: string): ResultElements {
	const messages = components.map((each) => ({
		changed: each.changed,
		componentType: each.type,
		created: each.created,
		createdDate: time,
		deleted: false,
		fileName: each.fileName,
		fullName: each.fullName,
		...(each.id !== undefined && { id: each.id }),
		...(each.problem !== undefined && { problem: each.problem, problemType: 'Error' }),
		success: each.problem === undefined,
	}));
	return {
		componentFailures: messages.filter(({ success }) => !success),
		componentSuccesses: messages.filter(({ success }) => success),
		runTestResult: { numFailures: 0, numTestsRun: 0, totalTime: 0 },
	};
}
