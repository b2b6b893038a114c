using System.Globalization;
using System.Xml.Linq;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.BankStatements;

/// <summary>One statement of a file: what it says of itself, and what its entries come to, so that they can be held against its balances.</summary>
internal sealed class Statement(string file, int number)
{
    private const int MostBalances = 1_000;

    private readonly List<(string Code, bool IsOpening, decimal Amount)> _balances = [];
    private decimal _entries;
    private long _count;
    private decimal _sum;
    private XElement? _summary;

    /// <summary>The account that it is of.</summary>
    public string Account { get; private set; } = "";

    public string Id { get; private set; } = number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many entries were read.</summary>
    public long Count => _count;

    /// <summary>Takes in a part that is no entry.</summary>
    public void Take(XElement part)
    {
        var space = part.Name.Namespace;
        switch (part.Name.LocalName)
        {
            case "Id":
                Id = part.Value;
                break;
            case "Acct":
                var id = part.Element(space + "Id");
                Account = id?.Element(space + "IBAN")?.Value ?? id?.Element(space + "Othr")?.Element(space + "Id")?.Value ?? "";
                break;
            case "Bal" when _balances.Count < MostBalances:
                var type = part.Element(space + "Tp");
                var isOpening = type?.Element(space + "SubTp")?.Element(space + "Cd")?.Value == "OPNG" || type?.Element(space + "SubTp")?.Element(space + "Prtry")?.Value == "OIBD";
                _balances.Add((type?.Element(space + "CdOrPrtry")?.Element(space + "Cd")?.Value ?? "", isOpening, Signed(part.Element(space + "Amt")?.Value, part.Element(space + "CdtDbtInd")?.Value)));
                break;
            case "TxsSummry":
                _summary = part.Element(space + "TtlNtries");
                break;
            default:
                break;
        }
    }

    /// <summary>Takes in an entry.</summary>
    public void Take(StatementEntry entry)
    {
        var amount = Signed(entry.Amount?.Value, entry.Direction);
        _count++;
        _sum += Math.Abs(amount);
        _entries += entry.IsBooked ? amount : 0;
    }

    /// <summary>Holds the entries against the balances and the summary.</summary>
    /// <exception cref="BadUsageException">They differ.</exception>
    public void Check()
    {
        var opening = Balance("OPBD") ?? Balance("PRCD") ?? Interim(first: true) ?? throw Refused("it has no opening balance (OPBD, PRCD or ITBD), against which entries could be checked");
        var closing = Last("CLBD") ?? Interim(first: false) ?? throw Refused("it has no closing balance (CLBD or ITBD), against which entries could be checked");
        if (opening + _entries != closing)
        {
            throw Refused($"its opening balance {Said(opening)} and its booked entries {Said(_entries)} come to {Said(opening + _entries)}, and its closing balance is {Said(closing)}");
        }

        var space = _summary?.Name.Namespace;
        if (_summary?.Element(space! + "NbOfNtries")?.Value is { } count && count.TrimStart('0') != _count.ToString(CultureInfo.InvariantCulture).TrimStart('0'))
        {
            throw Refused($"its summary counts {count} entries and {_count} are there");
        }

        if (_summary?.Element(space! + "Sum")?.Value is { } sum && Signed(sum, "CRDT") != _sum)
        {
            throw Refused($"its summary comes to {sum} and its entries to {Said(_sum)}");
        }
    }

    private decimal? Balance(string code) => _balances.Where(balance => balance.Code == code).Select(balance => (decimal?)balance.Amount).FirstOrDefault();

    private decimal? Last(string code) => _balances.Where(balance => balance.Code == code).Select(balance => (decimal?)balance.Amount).LastOrDefault();

    /// <summary>A page of a longer statement opens and closes with interim balances.</summary>
    private decimal? Interim(bool first)
    {
        var interim = _balances.Where(balance => balance.Code == "ITBD").ToList();
        var told = interim.Where(balance => balance.IsOpening == first).Select(balance => (decimal?)balance.Amount);
        return interim.Exists(balance => balance.IsOpening) ? first ? told.FirstOrDefault() : told.LastOrDefault()
            : interim.Count == 0 ? null : first ? interim[0].Amount : interim[^1].Amount;
    }

    private decimal Signed(string? amount, string? direction) =>
        decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && direction is "CRDT" or "DBIT" && number < 1_000_000_000_000_000m
            ? direction == "CRDT" ? number : -number
            : throw Refused("an amount is no plain number, or is neither credit (CRDT) nor debit (DBIT)");

    private static string Said(decimal amount) => NumberReading.Plain(amount);

    private BadUsageException Refused(string why) => new($"'{file}' is refused, statement {number}: {why}. Have it exported anew.");
}
