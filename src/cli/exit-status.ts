/** What the process says of itself when it ends; a contract (scripts rely on it). */
export const ExitStatus = {
  done: 0,
  /** A defect of ours. */
  defect: 1,
  /** Invalid input: files or command line. */
  invalid: 2,
  /** No plan satisfies the file. */
  infeasible: 3,
  /** The fit did not reach the gate; saved and marked. */
  unconverged: 4,
} as const;
