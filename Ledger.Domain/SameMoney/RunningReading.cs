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
        var steps = groups.SelectMany(group => Course.Of(group.Accounts.Where(account => account.Documented)).Select(step => (step.On, Step: new Reading(step.Amount, 0)))
                .Concat(Course.Of(group.Accounts).Select(step => (step.On, Step: new Reading(0, step.Amount)))))
            .GroupBy(step => step.On).OrderBy(day => day.Key);
        List<(LocalDate On, Reading Sum)> sums = [];
        foreach (var day in steps)
        {
            sums.Add((day.Key, day.Aggregate(sums.Count > 0 ? sums[^1].Sum : Reading.Zero, (sum, step) => sum + step.Step)));
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
        var steps = Dated.UpTo(_steps, day, step => step.On);
        return steps == 0 ? Reading.Zero : _steps[steps - 1].Sum;
    }
}
