using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.Responses;

/// <summary>
/// Replaces a read with the safe one, which checks and reads in one pass:
/// <code>
/// await response.Content.ReadFromJsonAsync&lt;Token&gt;(options, ct)
/// JsonSerializer.Deserialize&lt;Token&gt;(await response.Content.ReadAsStringAsync(ct), options)
///     → await response.ReadOAuthJsonAsync&lt;Token&gt;("Slack", options, ct)
/// </code>
/// Only for System.Text.Json, because other serializers map differently.
/// </summary>
internal static class SafeRead
{
    public static IEnumerable<IReadOnlyList<TextChange>> Candidates(ReadSite site)
    {
        var call = site.Finding.Site;
        if (!ReferenceEquals(call, site.Finding.Read)
            || call.Syntax is not InvocationExpressionSyntax syntax
            || site.Model.Compilation.GetTypeByMetadataName("Atom.OAuth.OAuthJsonExtensions") is not { } extensions
            || call.TargetMethod is not { Arity: 1 } method
            || syntax.DescendantTrivia().Any(static trivia => trivia.IsDirective))
        {
            yield break;
        }

        var imports = new Imports(site.Model, syntax.SpanStart);
        if (!imports.TryImport(extensions))
        {
            yield break;
        }

        var replacement = method.ContainingType.Is(site.Symbols.HttpContentJsonExtensions) && method.Name == "ReadFromJsonAsync"
            ? FromContent(call, site)
            : method.ContainingType.Is(site.Symbols.JsonSerializer) && method.Name is "Deserialize" or "DeserializeAsync"
                ? FromText(call, syntax, site)
            : null;
        if (replacement is not null)
        {
            var layout = new TextLayout(site.Root, site.Text, syntax.SpanStart);
            yield return UsingDirectives.Add(imports.Missing, site.Root, site.Text, syntax, layout)
                .Append(new TextChange(syntax.Span, replacement))
                .ToList();
        }
    }

    private static string? FromContent(IInvocationOperation call, ReadSite site) =>
        ResponseOf(call.Receiver(), site) is { } response ? Read(response, call, site, isAsync: true, inner: null) : null;

    /// <summary>The text or stream is read within the call: code that awaits it awaits the safe read instead.</summary>
    private static string? FromText(IInvocationOperation call, InvocationExpressionSyntax syntax, ReadSite site)
    {
        var body = site.Finding.Body.WithoutConversions();
        if (body.Unwrap() is not IInvocationOperation { TargetMethod.Name: "ReadAsStringAsync" or "ReadAsStreamAsync" } inner
            || ReferenceEquals(body, inner)
            || ResponseOf(inner.Receiver(), site) is not { } response)
        {
            return null;
        }

        var isAwaited = body.Syntax is AwaitExpressionSyntax;
        if (call.TargetMethod.Name == "DeserializeAsync")
        {
            return Read(response, call, site, isAsync: true, inner);
        }

        var read = Read(response, call, site, isAwaited, inner);
        var text = isAwaited ? body.Syntax.TextWith(inner.Syntax, read) : read;
        return isAwaited
            && syntax.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax
                or ConditionalAccessExpressionSyntax or PostfixUnaryExpressionSyntax
            ? $"({text})"
            : text;
    }

    /// <summary>Gets the expression for the response whose <c>Content</c> is read.</summary>
    private static string? ResponseOf(IOperation? content, ReadSite site) =>
        content is IPropertyReferenceOperation { Property.Name: "Content", Instance: { } response, Syntax: MemberAccessExpressionSyntax access }
        && response.Type.IsOrInheritsFrom(site.Symbols.HttpResponseMessage)
            ? access.Expression.ToString()
            : null;

    private static string Read(string response, IInvocationOperation call, ReadSite site, bool isAsync, IInvocationOperation? inner)
    {
        var given = call.Arguments
            .Concat(inner?.Arguments ?? Enumerable.Empty<IArgumentOperation>())
            .Where(static a => !a.IsImplicit && a.Syntax is ArgumentSyntax)
            .ToList();
        var mapping = Argument(given, a => a.Parameter!.Type.Name is "JsonSerializerOptions" or "JsonTypeInfo");
        var token = isAsync
            ? Argument(given, a => a.Parameter!.Type.Is(site.Symbols.CancellationToken)) ?? site.CancellationTokenAt(call.Syntax)
            : null;
        var provider = site.Finding.Provider is { } name ? SymbolDisplay.FormatLiteral(name, quote: true) : mapping is null ? null : "null";
        var arguments = new[] { provider, mapping, provider is null && token is not null ? "cancellationToken: " + token : token };
        var types = ((InvocationExpressionSyntax)call.Syntax).Expression
            .DescendantNodesAndSelf()
            .OfType<GenericNameSyntax>()
            .LastOrDefault(n => n.Identifier.ValueText == call.TargetMethod.Name)?.TypeArgumentList.ToString();
        return $"{response}.ReadOAuthJson{(isAsync ? "Async" : "")}{types}({string.Join(", ", arguments.Where(static a => a is not null))})";
    }

    private static string? Argument(List<IArgumentOperation> given, Func<IArgumentOperation, bool> condition) =>
        (given.FirstOrDefault(condition)?.Syntax as ArgumentSyntax)?.Expression.ToString();
}
