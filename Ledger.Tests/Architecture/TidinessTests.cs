using System.Text.RegularExpressions;
using Xunit;

namespace Ledger.Tests.Architecture;

/// <summary>Bounds on what a reader has to hold in mind, and words that must not stay behind.</summary>
public sealed partial class TidinessTests
{
    private const int LongestFile = 400;
    private const int LongestFunction = 70;

    /// <summary>Folders by technical kind spread one thing that one can do over many places.</summary>
    private static readonly string[] FoldersByKind = ["Helpers", "Common", "Managers", "Services", "Utils", "Commands", "Handlers", "Validators", "Behaviours"];

    // Put together here, so that this file does not hold what it looks for.
    private static readonly string[] Leftovers = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "NotImplemented" + "Exception", "Skip " + "=", "Skip" + "=", "Thread." + "Sleep"];

    [Fact]
    public void The_sources_are_found() => Assert.Contains(Path.Combine("Ledger.Domain", "Facts", "Fact.cs"), SourceFiles.All.Keys);

    [Fact]
    public void No_file_is_longer_than_can_be_read_in_one_go() =>
        Assert.Empty(SourceFiles.All.Where(file => SourceFiles.LinesOf(file.Value) > LongestFile).Select(file => $"{file.Key}: {SourceFiles.LinesOf(file.Value)} lines"));

    [Fact]
    public void No_component_stylesheet_or_module_of_the_pages_is_longer_either()
    {
        var files = Directory.EnumerateFiles(Path.Combine(SourceFiles.Root, "Ledger.Host", "Pages"), "*.*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".razor" or ".css" or ".js").ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => SourceFiles.LinesOf(File.ReadAllText(file)) > LongestFile);
    }

    [Fact]
    public void No_function_is_longer_than_a_screen() =>
        Assert.Empty(SourceFiles.All.SelectMany(file => SourceFiles.Functions(file.Value)
            .Where(function => function.Lines > LongestFunction).Select(function => $"{file.Key}: {function.Name} has {function.Lines} lines")));

    [Fact]
    public void A_long_function_would_be_found()
    {
        var body = string.Concat(Enumerable.Repeat("        One(\"{ } /* no end\"); // }\n", LongestFunction));
        Assert.Equal([("Long", LongestFunction + 3), ("Short", 1)], SourceFiles.Functions($$"""
            class Sample
            {
                // A comment above a function is no part of it.
                void Long()
                {
            {{body}}    }

                void Short() => One("");
            }
            """));
    }

    [Fact]
    public void No_folder_is_named_for_a_technical_kind() =>
        Assert.DoesNotContain(SourceFiles.All.Keys, file => Path.GetDirectoryName(file)!.Split(Path.DirectorySeparatorChar).Intersect(FoldersByKind, StringComparer.OrdinalIgnoreCase).Any());

    [Fact]
    public void Nothing_is_left_undone_or_left_out() =>
        Assert.Empty(SourceFiles.All.SelectMany(file => Leftovers.Where(word => file.Value.Contains(word, StringComparison.Ordinal)).Select(word => $"{file.Key}: {word}")));

    [Fact]
    public void The_readme_points_only_at_what_is_there()
    {
        var readme = File.ReadAllText(Path.Combine(SourceFiles.Root, "README.md"));
        var named = FoldersOfMap(readme).Concat(Links().Matches(readme).Select(link => link.Groups["path"].Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.Contains("Ledger.Domain", named);
        Assert.DoesNotContain(named, path => !Path.Exists(Path.Combine(SourceFiles.Root, path)));
    }

    /// <summary>The folders that rows of the map name: the first in full, and those after it beside it.</summary>
    private static IEnumerable<string> FoldersOfMap(string readme)
    {
        foreach (var row in readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)))
        {
            var names = Quoted().Matches(row.Split('|')[1]).Select(match => match.Groups["name"].Value).ToList();
            yield return names[0];
            foreach (var beside in names.Skip(1))
            {
                yield return Path.Combine(Path.GetDirectoryName(names[0])!, beside);
            }
        }
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)\)")]
    private static partial Regex Links();
}
