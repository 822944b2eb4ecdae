/** What is to happen next. Whatever an older plan still awaits is ignored once it has changed. */
export class Plan {
  #turn = 0;

  change(): void {
    this.#turn += 1;
  }

  /** Runs `ask`, whose answer may take its time, and uses that, or what it throws, while the plan is the same. */
  ask<T>(ask: () => T | Promise<T>, use: (answer: T) => void, fail: (error: unknown) => void): void {
    const turn = this.#turn;
    const ifCurrent =
      <V>(run: (value: V) => void) =>
      (value: V): void => {
        if (turn === this.#turn) run(value);
      };
    let answer: T | Promise<T>;
    try {
      answer = ask();
    } catch (error) {
      ifCurrent(fail)(error);
      return;
    }
    if (isPromise(answer)) answer.then(ifCurrent(use), ifCurrent(fail));
    else ifCurrent(use)(answer);
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}
