using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Editing;
using Atom.OAuth.CodeFixes.Fixing;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// A URL that is built where neither the user nor the response is known: those who ask for it build the state, and hand it in. Where no
/// parameter is there for it, the method gets one, and the member of an interface that it implements.
/// </summary>
internal sealed class HandedInState
{
    /// <summary>How many methods pass a state on at most.</summary>
    private const int MaxMethods = 3;

    /// <summary>What the new parameter is called, by the first that is free.</summary>
    private static readonly string[] Names = { "state", "oauthState", "protectedState" };

    private readonly StateSite _site;
    private readonly string _provider;
    private readonly Compilation _compilation;
    private readonly List<FileChanges> _changes = new();
    private readonly List<string> _signatures = new();

    /// <summary>Whether the state that is replaced says who the user is: then every caller has to know it.</summary>
    private bool _needsUser;

    private HandedInState(StateSite site, string provider)
    {
        _site = site;
        _provider = provider;
        _compilation = site.Model.Compilation;
    }

    /// <summary>The changes of the method and of all its callers; null where one of them cannot build a state, or none is to be seen.</summary>
    /// <param name="site">The report.</param>
    /// <param name="target">Where the state goes in the method; null where it goes nowhere by itself.</param>
    /// <param name="provider">The provider's id.</param>
    public static FixChanges? Changes(StateSite site, StateTarget? target, string provider)
    {
        if (target is null
            || site.Finding.Function is not MethodDeclarationSyntax method
            || site.Model.GetDeclaredSymbol(method) is not { } symbol)
        {
            return null;
        }

        HandedInState handedIn = new(site, provider);
        var isHandedIn = handedIn.ParameterOf(target, symbol) is { } parameter && handedIn.IsNoMoreThanState(parameter, symbol)
            ? handedIn.TakeFromCallers(symbol, parameter.Ordinal, newName: null, MaxMethods)
            : handedIn.TakeIn(target, method, symbol);
        return isHandedIn && FixChanges.Of(site.Model.SyntaxTree, handedIn._changes) is { } changes
            ? changes with { Signatures = handedIn._signatures }
            : null;
    }

    private IParameterSymbol? ParameterOf(StateTarget target, IMethodSymbol method) =>
        target.Made is { } made
        && _site.Model.GetSymbolInfo(made).Symbol is IParameterSymbol parameter
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)
            ? parameter
            : null;

    /// <summary>Whether a method uses a parameter as the state only: a user's id that it gets may serve other ends as well.</summary>
    private bool IsNoMoreThanState(IParameterSymbol parameter, IMethodSymbol method) =>
        StateNames.IsStateName(parameter.Name)
        || (!AddedParameter.Declared(method).Any(declared => AddedParameter.IsImplementedElsewhere(declared, method, _compilation))
            && parameter.ContainingSymbol.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax().TokensNamed(parameter.Name).Count(static token => token.Parent is IdentifierNameSyntax) == 1);

    /// <summary>Gives the method a parameter for the state, and takes that in place of the value made by hand.</summary>
    private bool TakeIn(StateTarget target, MethodDeclarationSyntax method, IMethodSymbol symbol)
    {
        if (!CarriedValue.IsNothing(target, _site.Model))
        {
            if (!CarriedValue.IsOwner(target.Made!, _site.Model))
            {
                return false;
            }

            _needsUser = true;
        }

        var name = Array.Find(Names, free =>
            !method.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == free));
        if (target.Made is
            {
                Parent: EqualsValueClauseSyntax
                {
                    Parent: VariableDeclaratorSyntax
                    {
                        Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration },
                    } variable,
                },
            })
        {
            name = variable.Identifier.ValueText;
            if (Without(declaration) is not { } removed)
            {
                return false;
            }

            Add(method.SyntaxTree, removed);
        }
        else if (name is null)
        {
            return false;
        }
        else
        {
            Add(method.SyntaxTree, target.Write(name));
        }

        return AddParameter(symbol, name) is { } ordinal && TakeFromCallers(symbol, ordinal, name, MaxMethods);
    }

    /// <summary>The line of a statement, without the comments above it.</summary>
    private static TextChange? Without(StatementSyntax statement)
    {
        var text = statement.SyntaxTree.GetText();
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        return !Directives.IsConditional(statement)
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, line.End)))
            ? new TextChange(line.SpanIncludingLineBreak, string.Empty)
            : null;
    }

    /// <summary>The place of the new parameter in all declarations of the method; null where another implementation would lack it.</summary>
    private int? AddParameter(IMethodSymbol method, string name)
    {
        if (AddedParameter.To(method, _ => $"string {name}", _site) is not { } added)
        {
            return null;
        }

        _changes.AddRange(added.Changes);
        _signatures.Add(method.Name);
        return added.Ordinal;
    }

    /// <summary>Has each caller build the state, or take it in turn; false where one cannot, or there is none.</summary>
    /// <param name="method">The method that has the parameter.</param>
    /// <param name="ordinal">The parameter's place.</param>
    /// <param name="newName">Its name where the method gets it by this change; null where it has it.</param>
    /// <param name="depth">How many methods may pass the state on.</param>
    private bool TakeFromCallers(IMethodSymbol method, int ordinal, string? newName, int depth)
    {
        // A request that hands in a state says nothing about who has made it.
        if (ContainerTypes.IsReachedByRequests(method))
        {
            return false;
        }

        var isCalled = false;
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var token in tree.GetRoot().TokensNamed(method.Name))
            {
                if (token.Parent is not SimpleNameSyntax name || !MayMean(name, method))
                {
                    continue;
                }

                isCalled = true;
                if (Callers.CallOf(name) is not { } call || !TakeFrom(call, method, ordinal, newName, depth))
                {
                    return false;
                }
            }
        }

        return isCalled;
    }

    /// <summary>Whether a name means the method, or a member of an interface behind which it may stand; what does not bind may.</summary>
    private bool MayMean(SimpleNameSyntax name, IMethodSymbol method) =>
        _compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name) is var info
        && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is var used
        && (used is null
            || used.OriginalDefinition.Is(method.OriginalDefinition)
            || AddedParameter.Declared(method).Any(declared => used.OriginalDefinition.Is(declared.OriginalDefinition)));

    private bool TakeFrom(InvocationExpressionSyntax call, IMethodSymbol method, int ordinal, string? newName, int depth)
    {
        var given = newName is not null ? null : call.ArgumentFor(method.Parameters[ordinal]);
        var target = given is not null ? StateTarget.InPlaceOf(given)
            : newName is not null || method.Parameters[ordinal].IsOptional ? NewArgument(call, method, ordinal, newName)
            : null;
        if (target is null)
        {
            return false;
        }

        // The state said who it is for: the caller has to hand over the same one, and nobody else whom it knows.
        if (_needsUser && newName is not null && !call.ArgumentList.Arguments.Any(static argument => ScopeValues.IsOwner(argument.Expression)))
        {
            return false;
        }

        var file = FileOf(call);
        if (BuiltState.At(file, target, _provider, _needsUser) is { } built)
        {
            _changes.Add(built);
            return true;
        }

        // One that only passes it on.
        return depth > 1
            && target.Made is not null
            && file.Model.GetSymbolInfo(target.Made).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } outer } parameter
            && IsNoMoreThanState(parameter, outer)
            && TakeFromCallers(outer, parameter.Ordinal, newName: null, depth - 1);
    }

    private static StateTarget NewArgument(InvocationExpressionSyntax call, IMethodSymbol method, int ordinal, string? newName) =>
        new(call.ArgumentList, build => AddedParameter.Argument(
            call, ordinal, newName ?? method.Parameters[ordinal].Name, build, isNamed: newName is null));

    private FixSite FileOf(SyntaxNode node) =>
        new(_compilation.GetSemanticModel(node.SyntaxTree), _site.Symbols, _site.Options, node);

    private void Add(SyntaxTree tree, params TextChange[] changes) => _changes.Add(new FileChanges(tree, changes));
}
