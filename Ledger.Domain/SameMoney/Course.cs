using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.SameMoney;

/// <summary>One step of a sum that grows with time.</summary>
/// <param name="On">The day.</param>
/// <param name="Amount">By how much the sum grows on that day; above zero.</param>
public readonly record struct Step(LocalDate On, decimal Amount);

/// <summary>How one sum grew, where several parties tell of it with dates of their own.</summary>
/// <remarks>
/// On every day the greatest of the parties' sums up to that day counts. So the course up to a day depends on nothing later,
/// two parties' accounts never add up, and one more account can only raise it.
/// </remarks>
public static class Course
{
    /// <summary>By how much a sum grew after one day up to another.</summary>
    /// <param name="steps">The steps in order of date.</param>
    /// <param name="after">The day before the first that counts.</param>
    /// <param name="until">The last day that counts.</param>
    public static decimal Between(ReadOnlySpan<Step> steps, LocalDate after, LocalDate until)
    {
        var sum = 0m;
        if (steps.IsEmpty || steps[^1].On <= after)
        {
            return sum;
        }

        for (var next = Dated.UpTo(steps, after, step => step.On); next < steps.Length && steps[next].On <= until; next++)
        {
            sum += steps[next].Amount;
        }

        return sum;
    }

    /// <summary>The steps of the greatest running sum over parties, in order of date.</summary>
    /// <param name="accounts">Accounts of the same money.</param>
    public static Step[] Of(IEnumerable<Account> accounts)
    {
        var inOrder = Dated.InOrder(accounts, account => account.On);
        var (steps, sums) = (new Step[inOrder.Length], new decimal[inOrder.Length]);
        var (before, greatest, count) = (0m, 0m, 0);
        for (var index = 0; index < inOrder.Length; index++)
        {
            var (on, told) = (inOrder[index].On, Account.BeforeByParty(inOrder, index));
            var sum = sums[index] = (told < 0 ? 0 : sums[told]) + inOrder[index].Amount;
            if (sum <= greatest)
            {
                continue;
            }

            // What accounts of one day add is one step.
            if (count > 0 && steps[count - 1].On == on)
            {
                steps[count - 1] = new Step(on, sum - before);
            }
            else
            {
                steps[count++] = new Step(on, sum - greatest);
                before = greatest;
            }

            greatest = sum;
        }

        return steps[..count];
    }
}
