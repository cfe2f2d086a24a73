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
/// Handles a URL that is built where neither the user nor the response is known: the callers build the state, and pass it. If there is no
/// parameter for it, the method gets one, and so do the interface members that it implements.
/// </summary>
internal sealed class HandedInState
{
    /// <summary>The maximum number of methods that pass on a state.</summary>
    private const int MaxMethods = 3;

    /// <summary>Names for the new parameter; the first unused one is chosen.</summary>
    private static readonly string[] Names = { "state", "oauthState", "protectedState" };

    private readonly StateSite _site;
    private readonly string _provider;
    private readonly Compilation _compilation;
    private readonly List<FileChanges> _changes = new();
    private readonly List<string> _signatures = new();

    /// <summary>Whether the replaced state contains the user: then every caller has to know the user.</summary>
    private bool _needsUser;

    private HandedInState(StateSite site, string provider)
    {
        _site = site;
        _provider = provider;
        _compilation = site.Model.Compilation;
    }

    /// <summary>Gets the changes of the method and all its callers; null if one of them cannot build a state, or there are none.</summary>
    /// <param name="site">The diagnostic.</param>
    /// <param name="target">Where the state goes in the method; null if that is unknown.</param>
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

    /// <summary>Returns true if a method uses a parameter only as the state: a user's id may have other uses as well.</summary>
    private bool IsNoMoreThanState(IParameterSymbol parameter, IMethodSymbol method) =>
        StateNames.IsStateName(parameter.Name)
        || (!AddedParameter.Declared(method).Any(declared => AddedParameter.IsImplementedElsewhere(declared, method, _compilation))
            && parameter.ContainingSymbol.DeclaringSyntaxReferences is [var reference]
            && reference.GetSyntax().TokensNamed(parameter.Name).Count(static token => token.Parent is IdentifierNameSyntax) == 1);

    /// <summary>Adds a parameter for the state to the method, and uses it in place of the value created by hand.</summary>
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

    /// <summary>Removes the line of a statement, but not the comments above it.</summary>
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

    /// <summary>Adds the parameter to all declarations of the method, and gets its position; null if another implementation lacks it.</summary>
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

    /// <summary>Makes each caller build the state, or get it from its own callers; false if one cannot, or there is none.</summary>
    /// <param name="method">The method with the parameter.</param>
    /// <param name="ordinal">The position of the parameter.</param>
    /// <param name="newName">Its name if this change adds it; null if it exists already.</param>
    /// <param name="depth">The number of methods that may pass on the state.</param>
    private bool TakeFromCallers(IMethodSymbol method, int ordinal, string? newName, int depth)
    {
        // If a request contains the state, it is unknown where that was created.
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

    /// <summary>Returns true if a name refers to the method, or to an interface member that it implements, or does not bind.</summary>
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
        if (target is null || BuiltState.IsAddedLater(_site.Finding, Functions.Around(call)))
        {
            return false;
        }

        // The replaced state contained the user: the caller has to pass the user, because the new state must be for the same one.
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

        // A method that only passes it on.
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
