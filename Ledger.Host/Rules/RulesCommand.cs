using JasperFx.CommandLine;
using Ledger.Domain.Rules;
using Ledger.Domain.Rules.Rows;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Projections.Reference;
using Spectre.Console;

namespace Ledger.Host.Rules;

/// <summary>What to do with rule packs.</summary>
public sealed class RulesInput
{
    /// <summary>The action.</summary>
    [Description("list, show, check, diff or adopt")]
    public string Action { get; set; } = "";

    /// <summary>The rule, the file, or the first pack.</summary>
    [Description("A rule's id (show), a file (check, adopt), or the first pack: a file, a version, adopted or embedded (diff)")]
    public string? Subject { get; set; }

    /// <summary>The second pack.</summary>
    [Description("The second pack (diff)")]
    public string? Other { get; set; }

    /// <summary>Under a rule pack.</summary>
    [Description("List or show the rules of this pack: a file, a version or a label")]
    public string? RulesFlag { get; set; }

    /// <summary>One jurisdiction only.</summary>
    [Description("List only this jurisdiction's rules, such as NP or CA-ON")]
    public string? JurisdictionFlag { get; set; }

    /// <summary>Who adopts.</summary>
    [Description("Who adopts the pack; kept with the record of it")]
    public string? ByFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document")]
    public bool JsonFlag { get; set; }
}

/// <summary>Shows, checks, compares and adopts rule packs.</summary>
[Description("The law and the standards that findings are judged by: list, show ID, check FILE, diff A B, adopt FILE", Name = "rules")]
public sealed class RulesCommand : LedgerCommand<RulesInput>
{
    private const int LongestBy = 100;

    /// <summary>Makes the command.</summary>
    public RulesCommand(Terminal terminal)
        : base(terminal)
    {
        Usage("Lists the rules").Arguments(input => input.Action);
        Usage("Shows a rule, checks a file, adopts a file").Arguments(input => input.Action, input => input.Subject!);
        Usage("Judges the record under two packs and lists what differs").Arguments(input => input.Action, input => input.Subject!, input => input.Other!);
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(RulesInput input, CancellationToken cancellation) => (input.Action, input.Subject, input.Other) switch
    {
        ("list", null, null) => ListAsync(input, cancellation),
        ("show", { } id, null) => ShowAsync(input, id, cancellation),
        ("check", { } file, null) => Task.FromResult(Check(input, file)),
        ("diff", { } a, { } b) => DiffAsync(input, a, b, cancellation),
        ("adopt", { } file, null) => AdoptAsync(input, file, cancellation),
        _ => throw new BadUsageException("Say what to do: rules list, rules show ID, rules check FILE, rules diff A B, or rules adopt FILE."),
    };

    private async Task<int> ListAsync(RulesInput input, CancellationToken cancellation)
    {
        var pack = await PackAsync(input, cancellation);
        var rules = pack.Rules.Where(rule => input.JurisdictionFlag is not { } only || rule.Jurisdiction == only).ToList();
        if (rules.Count == 0)
        {
            throw new BadUsageException($"{pack.Version} has no rule of '{input.JurisdictionFlag}': it has {string.Join(", ", pack.Rules.Select(rule => rule.Jurisdiction).Distinct().Order(StringComparer.Ordinal))}.");
        }

        if (input.JsonFlag)
        {
            Terminal.WriteJson(new ListedRules(pack.Version, [.. rules.Select(RuleView.Of)]));
        }
        else
        {
            RulesTable.Write(Terminal.Results, pack, rules);
        }

        return Exit.Done;
    }

    private async Task<int> ShowAsync(RulesInput input, string id, CancellationToken cancellation)
    {
        var pack = await PackAsync(input, cancellation);
        var rule = pack.Find(id) ?? throw new BadUsageException($"{pack.Version} has no rule '{id}': see ./ledger rules list.");
        if (input.JsonFlag)
        {
            Terminal.WriteJson(new ShownRule(pack.Version, RuleView.Of(rule)));
        }
        else
        {
            RulesTable.Write(Terminal.Results, rule);
        }

        return Exit.Done;
    }

    private int Check(RulesInput input, string path)
    {
        RulePack? pack = null;
        IReadOnlyList<PackRefusal> refusals = [];
        try
        {
            pack = RulePackFile.Read(path).Pack;
        }
        catch (PackRefusedException refused)
        {
            refusals = refused.Refusals;
        }

        if (input.JsonFlag)
        {
            Terminal.WriteJson(new CheckedPack(
                path, pack?.Version, pack?.Rules.Length, pack?.Rules.Count(rule => rule.Limit is null), pack?.Rules.Count(rule => rule.Limit is not null && rule.Doubt is not null), refusals));
        }
        else
        {
            foreach (var refusal in refusals)
            {
                Terminal.Results.WriteLine(refusal.ToString());
            }

            Terminal.Results.WriteLine(pack is null
                ? $"{path} cannot be used: {refusals.Count} fault{(refusals.Count == 1 ? "" : "s")}."
                : $"{path} is a rule pack, {pack.Version}: {pack.Rules.Length} rules, {pack.Rules.Count(rule => rule.Limit is null)} of them informative only, "
                    + $"{pack.Rules.Count(rule => rule.Limit is not null && rule.Doubt is not null)} in doubt.");
        }

        return pack is null ? Exit.BadUsage : Exit.Done;
    }

    private async Task<int> DiffAsync(RulesInput input, string a, string b, CancellationToken cancellation)
    {
        var (one, other) = (RulesChoice.OfCommandLine(a), RulesChoice.OfCommandLine(b));
        await using var ledger = await OpenAsync(cancellation);
        var now = await RecordingInstant.CompleteNowAsync(ledger.ConnectionString, cancellation);
        await using var session = ledger.Store.QuerySession();
        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        var comparison = new PackComparison(session, reference, one.Find(reference, now), other.Find(reference, now));
        var result = await comparison.RunAsync(now, new Progress(Terminal), cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(result);
        }
        else
        {
            RulesTable.Write(Terminal.Results, result);
        }

        return Exit.Done;
    }

    private async Task<int> AdoptAsync(RulesInput input, string path, CancellationToken cancellation)
    {
        if (input.ByFlag is { Length: 0 or > LongestBy })
        {
            throw new BadUsageException($"--by is 1 to {LongestBy} characters.");
        }

        RulePackFile file;
        try
        {
            file = RulePackFile.Read(path);
        }
        catch (PackRefusedException refused)
        {
            throw new BadUsageException(refused.Message);
        }

        await using var ledger = await OpenAsync(cancellation);
        var isNew = await Adoption.RecordAsync(ledger.Store, file, input.ByFlag, cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(new AdoptionResult(file.Pack.Version, isNew));
        }
        else
        {
            Terminal.Results.WriteLine(isNew ? $"Findings are judged by {file.Pack.Version} from now on." : $"{file.Pack.Version} was adopted before; nothing was recorded.");
        }

        return Exit.Done;
    }

    private async Task<RulePack> PackAsync(RulesInput input, CancellationToken cancellation)
    {
        var choice = RulesChoice.OfCommandLine(input.RulesFlag);
        await using var ledger = await OpenAsync(cancellation);
        await using var session = ledger.Store.QuerySession();
        return choice.Find(await ReferenceRecord.LoadAsync(session, cancellation), NodaTime.Instant.MaxValue);
    }

    /// <summary>Says now and then how many workers are judged.</summary>
    private sealed class Progress(Terminal terminal) : IProgress<long>
    {
        private const long Every = 1_000;
        private long _said;

        public void Report(long value)
        {
            if (value >= _said + Every)
            {
                _said = value;
                terminal.Say(FormattableString.Invariant($"Judged {value:N0} workers twice"));
            }
        }
    }
}
