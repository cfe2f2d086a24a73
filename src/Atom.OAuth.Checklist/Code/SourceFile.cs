using Atom.OAuth.Analyzers.Common;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Checklist.Input;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.Checklist.Code;

/// <summary>A C# file, parsed but not bound: calls are recognized by name.</summary>
internal sealed class SourceFile
{
    private readonly CompilationUnitSyntax _root;
    private readonly SourceText _text;
    private readonly Attribution _attribution;
    private HashSet<string>? _identifiers;

    public SourceFile(string path, string text)
    {
        Path = path;
        _text = SourceText.From(text);
        _root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(_text, new CSharpParseOptions(LanguageVersion.Preview), path).GetRoot();
        _attribution = new Attribution(path);
    }

    public string Path { get; }

    /// <summary>Gets the integrations whose endpoints occur in the file.</summary>
    public IEnumerable<string> Integrations() =>
        from node in _root.DescendantNodes()
        let url = node switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringTextSyntax text => text.TextToken.ValueText,
            _ => null,
        }
        where url is not null && ProviderNames.IsUsedByIntegrations(url)
        let name = ProviderNames.OfUrl(url)
        where name is not null && !TestCode.Contains(node)
        select _attribution.Of(node, name);

    /// <summary>Gets the integration that a diagnostic in this file belongs to, or null.</summary>
    public string? IntegrationAt(int line, int column, string? named)
    {
        if (line < 1 || line > _text.Lines.Count)
        {
            return named;
        }

        var start = _text.Lines[line - 1];
        return _attribution.Of(_root.FindToken(Math.Min(start.Start + Math.Max(column - 1, 0), start.End)).Parent ?? _root, named);
    }

    /// <summary>Gets the text that a diagnostic underlines, or null if the file has no such lines.</summary>
    public string? TextOf(Report report) =>
        report.Line >= 1 && report.EndLine >= report.Line && report.EndLine <= _text.Lines.Count
            ? _text.ToString(TextSpan.FromBounds(
                Position(report.Line, report.Column),
                Math.Max(Position(report.Line, report.Column), Position(report.EndLine, report.EndColumn))))
            : null;

    private int Position(int line, int column) =>
        Math.Min(_text.Lines[line - 1].Start + Math.Max(column - 1, 0), _text.Lines[line - 1].EndIncludingLineBreak);

    /// <summary>Finds the calls of the template.</summary>
    public IEnumerable<(TemplateCall Call, ExpressionSyntax? Provider, SyntaxNode Node, string What)> Find(IReadOnlyList<TemplateCall> calls)
    {
        foreach (var node in _root.DescendantNodes())
        {
            var (type, name, arguments) = node switch
            {
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call =>
                    (LastName(access.Expression), access.Name.Identifier.ValueText, call.ArgumentList),
                InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax access } call =>
                    (null, access.Name.Identifier.ValueText, call.ArgumentList),
                InvocationExpressionSyntax { Expression: SimpleNameSyntax simple } call => (null, simple.Identifier.ValueText, call.ArgumentList),
                ObjectCreationExpressionSyntax creation => (LastName(creation.Type), ".ctor", creation.ArgumentList),
                _ => default,
            };
            if (name is null || !calls.Any(Matches) || TestCode.Contains(node))
            {
                continue;
            }

            // Of the library's calls, the first match is the right one: they are ordered from specific to general.
            var what = name == ".ctor" ? $"new {type}" : type is null || !char.IsUpper(type[0]) ? name : $"{type}.{name}";
            foreach (var found in calls.First(Matches) is { IsHelper: false } first ? [first] : calls.Where(Matches))
            {
                yield return (found, found.ProviderIn(arguments), node, what);
            }

            bool Matches(TemplateCall call) => call.Is(type, name) && (call.Mention is null || Mentions(call.Mention));
        }
    }

    /// <summary>Gets the user's own methods that are marked as guards.</summary>
    public IEnumerable<TemplateCall> MarkedGuards() =>
        from method in _root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists
            .SelectMany(static list => list.Attributes)
            .Any(static attribute => LastName(attribute.Name) is "HtmlGuard" or "HtmlGuardAttribute")
        select TemplateCall.OfOption(OAuthOptions.HtmlGuardMethodsOption.Key, method.Identifier.ValueText);

    /// <summary>Gets the integration that a call or its surroundings name.</summary>
    public string? IntegrationOf(SyntaxNode node, ExpressionSyntax? provider, TemplateCall call) =>
        Name(provider) ?? (call.NeedsName ? null : _attribution.Of(node));

    /// <summary>Gets the integration that an argument names.</summary>
    private string? Name(ExpressionSyntax? provider) => provider switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) && ProviderNames.IsName(literal.Token.ValueText) =>
            ProviderNames.Canonical(literal.Token.ValueText),

        // OAuthProviders.Slack.Id
        MemberAccessExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "OAuthProviders" } } catalogue,
        } =>
            Attribution.OfCatalogue(catalogue.Name.Identifier.ValueText),
        IdentifierNameSyntax constant => Name(ConstantOf(constant.Identifier.ValueText)),
        _ => null,
    };

    public int LineOf(SyntaxNode node) => _text.Lines.GetLineFromPosition(node.SpanStart).LineNumber + 1;

    private bool Mentions(string type) =>
        (_identifiers ??= [.. _root.DescendantTokens()
            .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(static token => token.ValueText)]).Contains(type);

    /// <summary>Gets the value of a constant in this file.</summary>
    private ExpressionSyntax? ConstantOf(string name) => _root.DescendantNodes().OfType<VariableDeclaratorSyntax>()
        .FirstOrDefault(declarator => declarator.Identifier.ValueText == name
            && declarator.Initializer?.Value is LiteralExpressionSyntax)?.Initializer!.Value;

    private static string? LastName(SyntaxNode expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}
