using Ledger.Domain.Amounts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.SameMoney;

/// <summary>How the two ends of one or more sums grew, so that a reading on any day is a look-up.</summary>
/// <remarks>On each day it is what <see cref="MoneyGroup.Reading"/> of the accounts dated up to that day says.</remarks>
public sealed class RunningReading
{
    private readonly (LocalDate On, Reading Sum)[] _steps;

    private RunningReading((LocalDate On, Reading Sum)[] steps) => _steps = steps;

    /// <summary>Orders the accounts of several sums; accounts of the same money are one sum.</summary>
    public static RunningReading Of(IEnumerable<MoneyGroup> groups)
    {
        List<(LocalDate On, Reading Step)> steps = [];
        foreach (var group in groups)
        {
            foreach (var step in Course.Of(group.Accounts.Where(account => account.Documented)))
            {
                steps.Add((step.On, new Reading(step.Amount, 0)));
            }

            foreach (var step in Course.Of(group.Accounts))
            {
                steps.Add((step.On, new Reading(0, step.Amount)));
            }
        }

        List<(LocalDate On, Reading Sum)> sums = new(steps.Count);
        foreach (var (on, step) in Dated.InOrder(steps, step => step.On))
        {
            var sum = (sums.Count > 0 ? sums[^1].Sum : Reading.Zero) + step;
            if (sums.Count > 0 && sums[^1].On == on)
            {
                sums[^1] = (on, sum);
            }
            else
            {
                sums.Add((on, sum));
            }
        }

        return new RunningReading([.. sums]);
    }

    /// <summary>The steps of the documented end, or of the claimed one, in order of date.</summary>
    public IEnumerable<Step> Steps(Func<Reading, decimal> end)
    {
        var before = 0m;
        foreach (var (on, sum) in _steps)
        {
            var now = end(sum);
            if (now > before)
            {
                yield return new Step(on, now - before);
                before = now;
            }
        }
    }

    /// <summary>The reading of the accounts dated up to a day.</summary>
    public Reading On(LocalDate day)
    {
        var steps = Dated.UpTo<(LocalDate On, Reading Sum)>(_steps, day, step => step.On);
        return steps == 0 ? Reading.Zero : _steps[steps - 1].Sum;
    }
}
