import { nearest, quoted, WritError } from '../../kernel/index.js';

/** What is asked of somebody at a terminal. */
export interface Question {
  /** The option that says the same. */
  readonly option: string;
  readonly about: string;
  readonly choices?: readonly Choice[];
  /** What an empty answer means. */
  readonly usual?: string;
}

/** One answer out of several. */
export interface Choice {
  readonly value: string;
  readonly about: string;
}

/** Asks somebody; undefined where the input has ended. Absent where nobody is there. */
export type Ask = (question: Question) => Promise<string | undefined>;

/** How often a question is asked again before it is given up. */
const TRIES = 3;

/** What the options say and, where somebody is there to ask, what they answer. What is missing is told at once, never waited for. */
export class Answers {
  readonly #missing: Question[] = [];

  constructor(
    private readonly given: Readonly<Record<string, string | undefined>>,
    private readonly ask: Ask | undefined,
    private readonly say: (text: string) => void,
  ) {}

  /** The answer, or undefined where it is missing and nobody can be asked. `check` throws what is wrong with an answer. */
  async of(
    name: string,
    question: Question,
    check: (answer: string) => void = () => undefined,
  ): Promise<string | undefined> {
    const given = this.given[name];
    if (given !== undefined) {
      check(given);
      return given;
    }
    if (!this.ask) {
      if (question.usual !== undefined) return question.usual;
      this.#missing.push(question);
      return undefined;
    }
    return this.#asked(this.ask, question, check);
  }

  async #asked(ask: Ask, question: Question, check: (answer: string) => void): Promise<string> {
    for (let tried = 1; ; tried += 1) {
      const answer = await ask(question);
      if (answer === undefined) throw missing([question], 'the input has ended');
      try {
        const chosen = chosenOf(answer.trim(), question);
        check(chosen);
        return chosen;
      } catch (error) {
        if (!(error instanceof WritError) || tried === TRIES) throw error;
        this.say(`${error.message}\n${error.remedy}\n`);
      }
    }
  }

  /** Throws USAGE with all that is missing, where something is. */
  refuseMissing(): void {
    if (this.#missing.length > 0)
      throw missing(this.#missing, 'this is no terminal, so nothing is asked for');
  }
}

function missing(questions: readonly Question[], why: string): WritError {
  const lines = questions.map(({ option, about, choices }) => {
    const of = choices && choices.length > 0 ? `: ${choices.map(({ value }) => value).join(', ')}` : '';
    return `${option} (${about}${of})`;
  });
  return new WritError('USAGE', `${why}; missing: ${lines.join('; ')}`, {
    remedy: `give ${questions.map(({ option }) => option).join(', ')}`,
  });
}

/** An answer by number or value, or the usual one where it is empty. */
function chosenOf(answer: string, { choices, usual, about }: Question): string {
  if (answer === '' && usual !== undefined) return usual;
  if (answer === '')
    throw new WritError('USAGE', `nothing was said: ${about}`, { remedy: 'say it, or stop with Ctrl-C' });
  if (!choices) return answer;
  const values = choices.map(({ value }) => value);
  const chosen = values.includes(answer)
    ? answer
    : /^\d+$/.test(answer)
      ? values[Number(answer) - 1]
      : undefined;
  if (chosen !== undefined) return chosen;
  const meant = nearest(answer, values);
  throw new WritError('USAGE', `${quoted(answer)} is none of them`, {
    remedy: meant === undefined ? 'name one, or its number' : `did you mean ${quoted(meant)}?`,
  });
}
