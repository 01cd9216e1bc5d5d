import type { OrgState } from '../org/org-state';
import type { XmlElement } from '../../http/xml-reader';

/** What becomes of one component of a package. */
export interface ComponentResult {
	readonly type: string;
	readonly fullName: string;
	readonly fileName: string;
	readonly created: boolean;
	readonly changed: boolean;
	readonly id?: string;
	/** Why it was refused; absent when it was not. */
	readonly problem?: string;
}

/** What a handler says of a component that it has taken in. */
export interface Deployed {
	readonly created: boolean;
	readonly changed: boolean;
	readonly id?: string;
}

/** Takes a component into the org; throws an ApiError when it is refused. */
export type DeployComponent = (org: OrgState, fullName: string, metadata: XmlElement) => Deployed;
