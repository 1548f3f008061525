// Every page through html-validate.

import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { fileURLToPath } from 'node:url';
import { pagesOf, run } from './run.mjs';

const HERE = fileURLToPath(new URL('page.html', import.meta.url));

await run(async (job, report) => {
  const validator = new HtmlValidate(new FileSystemConfigLoader());
  for (const { url, name } of pagesOf(job)) {
    const html = await (await fetch(url)).text();
    const { results } = await validator.validateString(html, HERE);
    for (const { messages } of results) {
      for (const { line, column, ruleId, message } of messages) {
        report.problem(`${name}:${line}:${column}`, ruleId, `${message}: ${html.split('\n')[line - 1].slice(0, 160)}`);
      }
    }
    report.checked();
  }
});
