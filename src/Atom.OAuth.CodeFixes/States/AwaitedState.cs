using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A function that opens the browser, with a URL that it or another method of the project builds, and calls a method that waits for the
/// redirect: it creates the local state, and passes it on.
/// </summary>
internal sealed class AwaitedState
{
    private readonly FixSite _site;
    private readonly Compilation _compilation;
    private readonly INamedTypeSymbol _type;
    private readonly List<FileChanges> _changes = new();
    private readonly List<string> _signatures = new();

    private AwaitedState(FixSite site, INamedTypeSymbol type)
    {
        _site = site;
        _compilation = site.Model.Compilation;
        _type = type;
    }

    /// <summary>Gets the changes; null if it is unclear which call waits, or other code calls one of the methods.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes.</param>
    /// <param name="type">The type of a local state.</param>
    public static FixChanges? Changes(FixSite site, StateTarget target, INamedTypeSymbol type)
    {
        AwaitedState awaited = new(site, type);
        return (awaited.InFunction(target) || awaited.InCaller(target)) && FixChanges.Of(site.Model.SyntaxTree, awaited._changes) is { } changes
            ? changes with { Signatures = awaited._signatures }
            : null;
    }

    /// <summary>Handles a function that builds the URL and also waits.</summary>
    private bool InFunction(StateTarget target) =>
        HandOver(_site, Functions.Around(target.Node), target.Node, target.Node, state => new[] { target.Write(state + ".Value") });

    /// <summary>Handles a waiting function that is the only caller of the method that builds the URL: it passes the value as an argument.</summary>
    private bool InCaller(StateTarget target)
    {
        if (Functions.Around(target.Node) is not MethodDeclarationSyntax method
            || _site.Model.GetDeclaredSymbol(method) is not IMethodSymbol symbol
            || UsesOf(symbol) is not { Count: > 0 } calls
            || calls.Select(Functions.Around).Distinct().Take(2).ToList() is not [var caller]
            || target.Made is { Parent: EqualsValueClauseSyntax }
            || caller == method)
        {
            return false;
        }

        var name = NameIn(method);
        if (AddedParameter.To(symbol, _ => $"string {name}", _site) is not { } parameter)
        {
            return false;
        }

        FixSite file = new(_compilation.GetSemanticModel(caller.SyntaxTree), _site.Symbols, _site.Options, calls[0]);
        if (LocalState.AnswersRequests(caller, file.Model)
            || !HandOver(file, caller, calls[0], calls[calls.Count - 1], state =>
                calls.Select(call => AddedParameter.Argument(call, parameter.Ordinal, name, state + ".Value"))))
        {
            return false;
        }

        _changes.AddRange(parameter.Changes);
        _changes.Add(new FileChanges(method.SyntaxTree, new[] { target.Write(name) }));
        _signatures.Add(symbol.Name);
        return true;
    }

    /// <summary>Creates the state before the first use of the URL, and passes it to the method that is called after the last use and waits.</summary>
    private bool HandOver(FixSite file, SyntaxNode function, SyntaxNode first, SyntaxNode last, Func<string, IEnumerable<TextChange>> use)
    {
        var waits = function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(call => call.SpanStart > last.Span.End && Functions.Around(call) == function)
            .Select(call => (Call: call, Method: RedirectReader.ImplementationOf(call, file.Model)))
            .Where(wait => wait.Method is not null && RedirectReader.Of(wait.Method, _compilation) is not null)
            .Take(2).ToList();
        if (waits is not [var (call, method)]
            || method is null
            || StatementBefore(first, call) is not { } statement
            || Directives.Inside(statement.Parent!))
        {
            return false;
        }

        InsertionPoint point = new(statement, statement.Parent!, statement);
        var state = new LocalNames(point, file.Model).TakeEither("state", "localState");
        if (TakeIn(method, call, file, state) is not { } handed)
        {
            return false;
        }

        var imports = new Imports(file.Model, statement.SpanStart);
        var layout = new TextLayout(file.Root, file.Text, statement.SpanStart);
        var written = use(state).ToList();
        _changes.Add(new FileChanges(file.Model.SyntaxTree, new StatementInserter(point, file.Text, layout, Array.Empty<TextSpan>())
            .Insert(new[] { $"var {state} = {imports.Name(_type)}.Create();" }, returnsValue: false)
            .Concat(written)
            .Append(handed)
            .Concat(UsingDirectives.Add(imports.Missing, file.Root, file.Text, statement, layout))
            .ToArray()));
        return true;
    }

    /// <summary>
    /// Adds the state to a method, or to the one that it calls, and compares it there. If other code calls the method as well, for other flows, the
    /// parameter is optional; null if it is also used in another way than called.
    /// </summary>
    private TextChange? TakeIn(IMethodSymbol method, InvocationExpressionSyntax call, FixSite file, string state, bool isOptional = false)
    {
        if (RedirectReader.Of(method, _compilation) is not { } reader || UsesOf(method) is not { } uses)
        {
            return null;
        }

        // The fix of another flow has added it already.
        if (method.Parameters.FirstOrDefault(parameter => SymbolEqualityComparer.Default.Equals(parameter.Type, _type)) is { IsOptional: true } known)
        {
            return AddedParameter.Argument(call, known.Ordinal, known.Name, state, isNamed: true);
        }

        isOptional |= uses.Count > 1;
        if (!uses.Contains(call))
        {
            return null;
        }

        var name = NameIn(reader.Declaration);
        FixSite inner = new(_compilation.GetSemanticModel(reader.Declaration.SyntaxTree), _site.Symbols, _site.Options, reader.Declaration);
        if ((isOptional ? OptionalState(method, reader.Declaration, name, inner)
            : AddedParameter.To(method, imports => $"{imports.Name(_type)} {name}", file)) is not { } parameter)
        {
            return null;
        }

        var imports = new Imports(inner.Model, reader.Declaration.SpanStart);
        var check = reader.Read is { } read ? new RedirectCheck(name, isSure: true, isOptional).Of(read, inner, imports)
            : TakeIn(reader.Next!, reader.Call!, inner, name, isOptional) is { } next ? new[] { next }
            : null;
        if (check is null)
        {
            return null;
        }

        TextLayout layout = new(inner.Root, inner.Text, reader.Declaration.SpanStart);
        _changes.AddRange(parameter.Changes);
        _changes.Add(new FileChanges(
            reader.Declaration.SyntaxTree,
            check.Concat(UsingDirectives.Add(imports.Missing, inner.Root, inner.Text, reader.Declaration, layout)).ToArray()));
        if (!isOptional)
        {
            _signatures.Add(method.Name);
        }

        return AddedParameter.Argument(call, parameter.Ordinal, name, state, isNamed: isOptional);
    }

    /// <summary>Adds an optional parameter behind all others; null if an interface declares the method.</summary>
    private AddedParameter? OptionalState(IMethodSymbol method, MethodDeclarationSyntax declaration, string name, FixSite file)
    {
        var parameters = declaration.ParameterList.Parameters;
        if (method is not { IsOverride: false, IsVirtual: false, IsAbstract: false, ExplicitInterfaceImplementations.IsEmpty: true }
            || method.Parameters.Any(static parameter => parameter.IsParams)
            || AddedParameter.Declared(method).Any()
            || parameters.Count == 0
            || Directives.Inside(declaration.ParameterList))
        {
            return null;
        }

        var imports = new Imports(file.Model, declaration.SpanStart);
        var mark = (file.Model.GetNullableContext(declaration.SpanStart) & NullableContext.AnnotationsEnabled) != 0 ? "?" : string.Empty;
        var layout = new TextLayout(file.Root, file.Text, declaration.SpanStart);
        var last = parameters.Last();
        var separator = layout.IsFirstOnLine(last.SpanStart) ? "," + layout.NewLine + layout.IndentationAt(last.SpanStart) : ", ";
        var added = new TextChange(new TextSpan(last.Span.End, 0), $"{separator}{imports.Name(_type)}{mark} {name} = null");
        return new AddedParameter(parameters.Count, new[]
        {
            new FileChanges(
                declaration.SyntaxTree, UsingDirectives.Add(imports.Missing, file.Root, file.Text, declaration, layout).Append(added).ToArray()),
        });
    }

    /// <summary>Gets the statement with the first use, in a block that also contains the call.</summary>
    private static StatementSyntax? StatementBefore(SyntaxNode first, SyntaxNode call) =>
        first.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(statement =>
            statement.Parent is BlockSyntax block && block.Span.Contains(call.Span));

    private static string NameIn(SyntaxNode method) =>
        method.DescendantTokens().Any(static token => token.ValueText == "state" && token.Parent is not LiteralExpressionSyntax) ? "localState" : "state";

    /// <summary>Gets the calls of a method, in source order; null if it is also used in another way.</summary>
    private List<InvocationExpressionSyntax>? UsesOf(IMethodSymbol method)
    {
        var uses = SameObject.UsesOf(method, _compilation).Select(static name => Callers.CallOf(name)).ToList();
        return uses.Contains(null) ? null : uses.OfType<InvocationExpressionSyntax>().ToList();
    }
}
