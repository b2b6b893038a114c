using Ledger.Tests.Samples;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Ledger.Tests.Architecture;

/// <summary>The sources of the repository as the compiler reads them.</summary>
internal static class SourceFiles
{
    public static string Root { get; } = Path.GetDirectoryName(SampleFiles.Folder)!;

    /// <summary>Every C# file of the projects, by its path in the repository.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateDirectories(Root, "Ledger.*")
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            .ToDictionary(file => file, file => File.ReadAllText(Path.Combine(Root, file)), StringComparer.Ordinal);

    /// <summary>Every function of a text with the lines it takes, its braces included.</summary>
    public static IEnumerable<(string Name, int Lines)> Functions(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().Where(IsFunction).Select(node => (Name(node), Lines(node)));

    public static int LinesOf(string text) => text.AsSpan().Count('\n') + (text.EndsWith('\n') ? 0 : 1);

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax;

    // The span of a node leaves out the comments above it, which may be as long as it takes to say why.
    private static int Lines(SyntaxNode node)
    {
        var span = node.SyntaxTree.GetLineSpan(node.Span);
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        _ => node.Kind().ToString(),
    };
}
