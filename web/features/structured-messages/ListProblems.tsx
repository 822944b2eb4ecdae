import { isBlocking } from './draftProblems.ts';
import { ProblemText } from './ProblemText.tsx';
import { useStudio } from './StudioContext.ts';

/** What is wrong with a list as a whole. Of what is full the button that adds tells; here stands what is beyond. */
export function ListProblems({ place }: { readonly place: string }) {
  const { problemsAt } = useStudio();
  return (
    <div aria-live="polite" className="text-tiny text-bad empty:hidden">
      {problemsAt(place)
        .filter(isBlocking)
        .map(problem => (
          <p key={problem.code} data-problem tabIndex={-1}>
            <ProblemText problem={problem} />
          </p>
        ))}
    </div>
  );
}
