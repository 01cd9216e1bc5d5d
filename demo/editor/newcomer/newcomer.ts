import type { INodeType } from 'n8n-workflow';
import type { Locator, Page } from 'playwright-core';
import { executeOnCanvas } from './execute-on-canvas';

/** A person who builds a workflow with the mouse and the keyboard alone, and keeps count of what was needed. */
export class Newcomer {
	/** Every parameter that was changed, as `node: label`. */
	readonly touched: string[] = [];
	private lastNode = '';

	constructor(private readonly page: Page) {}

	async openEmptyCanvas(address: string): Promise<void> {
		await this.page.goto(`${address}/workflow/new`);
		await this.page.locator('[data-test-id="canvas-plus-button"]').click();
		await this.pick('Trigger manually');
		this.lastNode = await this.newestNode();
	}

	/** Adds the node behind the last one by a search for its name, with the action of this operation; its panel is open then. */
	async addNode({ description }: INodeType, operation: string): Promise<void> {
		const before = await this.nodeNames();
		await this.page.locator('[data-test-id="zoom-to-fit"]').click();
		const handle = this.node(this.lastNode).locator('[data-test-id="canvas-handle-plus"]').first();
		await handle.click();
		await this.page.locator('[data-test-id="node-creator-search-bar"]').fill(description.displayName);
		await this.pick(description.displayName);
		await this.pick(actionOf(description.properties, operation));
		await this.panel.waitFor();
		this.lastNode = (await this.nodeNames()).find((name) => !before.includes(name)) ?? description.displayName;
	}

	/** Picks the saved credential, where n8n has not done so itself. */
	async chooseCredential(name: string): Promise<void> {
		const select = this.panel.locator('[data-test-id="node-credentials-select"]');
		await select.waitFor();
		if (
			(await select.innerText()).includes(name) ||
			(await select
				.locator('input')
				.first()
				.inputValue()
				.catch(() => '')) === name
		)
			return;
		await select.click();
		await this.page.getByText(name, { exact: true }).last().click();
	}

	async type(parameter: string, text: string): Promise<void> {
		const field = await this.control(parameter);
		await field.locator('input, textarea').first().fill(text);
	}

	async flip(parameter: string): Promise<void> {
		const field = await this.control(parameter);
		await field.locator('[role="switch"], .el-switch').first().click();
	}

	async closePanel(): Promise<void> {
		await this.page.locator('[data-test-id="ndv-close-button"]').click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	/** n8n may put a node on top of another one. */
	async tidyUp(): Promise<void> {
		await this.page.locator('[data-test-id="tidy-up-button"]').click();
	}

	/** Runs the workflow with the editor's button; throws in n8n's words when a node fails. */
	execute(): Promise<void> {
		return executeOnCanvas(this.page, this.lastNode);
	}

	private get panel(): Locator {
		return this.page.locator('[data-test-id="ndv"]');
	}

	private node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	private async control(parameter: string): Promise<Locator> {
		const [label] = (await this.panel.locator(`label[for="${parameter}"]`).first().innerText()).split('\n');
		this.touched.push(`${this.lastNode}: ${label.trim()}`);
		return this.panel.locator(`[data-test-id="parameter-input-${parameter}"]`);
	}

	private async pick(entry: string): Promise<void> {
		await this.page
			.locator('[data-test-id="node-creator-item-name"]')
			.getByText(entry, { exact: true })
			.first()
			.click();
	}

	private async newestNode(): Promise<string> {
		await this.page.locator('[data-test-id="canvas-node"]').last().waitFor();
		return (await this.nodeNames()).at(-1) ?? '';
	}

	private async nodeNames(): Promise<string[]> {
		const nodes = await this.page.locator('[data-test-id="canvas-node"]').all();
		return Promise.all(nodes.map(async (node) => (await node.getAttribute('data-node-name')) ?? ''));
	}
}

/** The words under which the node picker offers the operation. */
function actionOf(properties: INodeType['description']['properties'], operation: string): string {
	const options = properties.filter(({ name }) => name === 'operation').flatMap((property) => property.options ?? []);
	const option = options.find((candidate) => 'value' in candidate && candidate.value === operation);
	if (!option || !('action' in option) || !option.action)
		throw new Error(`The node picker has no words for ${operation}`);
	return option.action;
}
