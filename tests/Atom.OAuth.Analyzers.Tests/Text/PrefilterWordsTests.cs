using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.Errors;
using Atom.OAuth.Analyzers.Providers;
using Atom.OAuth.Analyzers.Responses;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.Analyzers.Tests.Text;

/// <summary>
/// Before a tree is walked, its text is searched for words. Whatever a predicate behind such a search accepts must have one of
/// the words in it: the literals are taken from the predicates' own code, so that a new one cannot be forgotten.
/// </summary>
public sealed class PrefilterWordsTests
{
    private static readonly string[] TablesOfCodes = ["CodeNames", "CodeKeys", "CodeMembers", "ImplicitToken"];

    private static readonly string[] TablesOfFailures =
        ["FailureWords", "NamesOfFailure", "NamesOfSuccess", "EndsOfSuccess", "StatusWords", "ErrorWords", "KeysOfFailure", "KeysOfSuccess"];

    public static TheoryData<string> Reads() => [.. Literals("Responses/JsonReads.cs", "Calls").Distinct()];

    public static TheoryData<string> Forwarders() => [.. Literals("Responses/JsonReads.cs", "Forwards").Distinct()];

    public static TheoryData<string> MarksOfLiterals() =>
        [.. Literals("Providers/MarkScanner.cs", "AddLiteral")
            .Concat(Literals("Providers/UrlText.cs", "Host"))
            .Concat(Literals("Providers/UrlText.cs", "OAuthSegments"))
            .Concat(Literals("Providers/NameMarks.cs", "GrantKeys"))

            // Only together with Access-Token.
            .Where(static text => text != "X-").Distinct()];

    public static TheoryData<string> MarksOfNames() =>
        [.. Literals("Providers/MarkScanner.cs", "AddIdentifier")
            .Concat(Literals("Providers/NameMarks.cs", "GrantKeys"))
            .Concat(Literals("Providers/NameMarks.cs", "GrantNames"))
            .Concat(Literals("Providers/NameMarks.cs", "EndpointSuffixes"))
            .Concat(Literals("Providers/NameMarks.cs", "UrlSuffixes")).Distinct()];

    public static TheoryData<string> Codes() =>
        [.. TablesOfCodes.SelectMany(static table => Literals("Callbacks/CallbackMarks.cs", table)).Distinct()];

    public static TheoryData<string> Failures() =>
        [.. TablesOfFailures.SelectMany(static table => Literals("Errors/FailureTests.cs", table))
            .Concat(Literals("Errors/ErrorSinks.cs", "Methods").Where(static name => ErrorSinks.TellsFailure(ErrorSinks.OfMethod(name))))
            .Concat(Literals("CSharp/LogCalls.cs", "OfErrors"))
            .Concat(Literals("Errors/ErrorNames.cs", "Parts"))
            .Append("InvalidOperationException").Distinct()];

    [Theory]
    [MemberData(nameof(Failures))]
    public void Failure_HasAWord(string text) => Assert.True(HasWord(text, ErrorMessageAnalysis.WordsOfFailures, StringComparison.OrdinalIgnoreCase), text);

    [Theory]
    [MemberData(nameof(Codes))]
    public void Code_HasAWord(string name) => Assert.True(HasWord(name, CallbackMarks.WordsOfCodes, StringComparison.OrdinalIgnoreCase), name);

    [Theory]
    [MemberData(nameof(Reads))]
    public void Read_HasAWord(string name)
    {
        // Verbs are everywhere, and say nothing of a parameter that is read.
        var isVerb = JsonReads.Named(name) == JsonRead.RestSharpVerb;
        Assert.True(HasWord(name, JsonReads.WordsOfReads, StringComparison.Ordinal) || isVerb, name);
    }

    [Theory]
    [MemberData(nameof(Forwarders))]
    public void Forwarder_HasAWord(string name) => Assert.True(HasWord(name, JsonReads.WordsOfForwarders, StringComparison.Ordinal), name);

    [Theory]
    [MemberData(nameof(MarksOfLiterals))]
    public void MarkOfALiteral_HasAWord(string text) => Assert.True(HasWord(text, MarkScanner.LiteralWords, StringComparison.OrdinalIgnoreCase), text);

    [Theory]
    [MemberData(nameof(MarksOfNames))]
    public void MarkOfAName_HasAWord(string text) => Assert.True(
        HasWord(text, MarkScanner.AllWords, StringComparison.OrdinalIgnoreCase) || NameMarks.UrlSuffixes.Any(suffix => text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)), text);

    private static bool HasWord(string text, string[] words, StringComparison comparison) => words.Any(word => text.Contains(word, comparison));

    /// <summary>The string literals in the members of that name.</summary>
    private static List<string> Literals(string file, string member)
    {
        var found = CSharpSyntaxTree.ParseText(Repository.Read($"src/Atom.OAuth.Analyzers/{file}")).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(declaration => declaration switch
            {
                MethodDeclarationSyntax method => method.Identifier.ValueText == member,
                FieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.ValueText == member,
                _ => false,
            })
            .SelectMany(static declaration => declaration.DescendantTokens())
            .Where(static token => token.IsKind(SyntaxKind.StringLiteralToken))
            .Select(static token => token.ValueText)
            .ToList();
        Assert.NotEmpty(found);
        return found;
    }
}
