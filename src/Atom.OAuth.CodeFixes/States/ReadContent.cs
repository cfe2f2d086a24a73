using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.States;

/// <summary>
/// Follows what a callback reads out of a state, into variables and methods of the project, to learn what it takes it for. A user, a tenant or an
/// address to redirect to must not come from the data of a state.
/// </summary>
internal sealed class ReadContent
{
    private const int MaxVariables = 40;

    private readonly Queue<(SyntaxNode Use, SemanticModel Model)> _uses = new();
    private readonly HashSet<ISymbol> _variables = new(SymbolEqualityComparer.Default);

    private ReadContent(IEnumerable<ExpressionSyntax> reads, SemanticModel model)
    {
        foreach (var read in reads)
        {
            _uses.Enqueue((read, model));
        }
    }

    /// <summary>Returns true if one of the reads is taken for a user or tenant, or is a place that the browser is sent to.</summary>
    public static bool IsTrusted(IEnumerable<ExpressionSyntax> reads, SemanticModel model) => new ReadContent(reads, model).IsTrusted();

    private bool IsTrusted()
    {
        while (_uses.Count > 0)
        {
            var (use, model) = _uses.Dequeue();
            for (var inner = use; inner.Parent is { } outer && (outer is not (StatementSyntax or MemberDeclarationSyntax) || IsDeclaring(outer)); inner = inner.Parent!)
            {
                if (NamesAt(inner, outer, model).Any(ContentWords.IsReserved) || IsTrusting(inner, outer))
                {
                    return true;
                }
            }
        }

        return _variables.Count > MaxVariables;
    }

    private static bool IsDeclaring(SyntaxNode node) => node is CommonForEachStatementSyntax;

    /// <summary>Gets the names under which the next larger piece of code uses a value.</summary>
    private IEnumerable<string> NamesAt(SyntaxNode value, SyntaxNode user, SemanticModel model) => user switch
    {
        VariableDeclaratorSyntax variable => Follow(variable, variable.Identifier, model),
        ForEachStatementSyntax each when each.Expression == value => Follow(each, each.Identifier, model),
        ForEachVariableStatementSyntax each when each.Expression == value => Written(each.Variable, model),
        InvocationExpressionSyntax call when call.Expression == value => NamesIn(call.ArgumentList).Concat(OutOf(call, model)),
        AssignmentExpressionSyntax set when set.Right == value => Written(set.Left, model),
        MemberAccessExpressionSyntax access when access.Expression == value && access.Parent is not InvocationExpressionSyntax =>
            new[] { access.Name.Identifier.ValueText },
        ConditionalAccessExpressionSyntax access when access.Expression == value => NamesIn(access.WhenNotNull),
        ElementAccessExpressionSyntax element when element.Expression == value => NamesIn(element.ArgumentList),
        IsPatternExpressionSyntax test when test.Expression == value => Written(test.Pattern, model),
        SwitchExpressionSyntax choice when choice.GoverningExpression == value => choice.Arms.SelectMany(arm => Written(arm.Pattern, model)),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.EqualsExpression) || both.IsKind(SyntaxKind.NotEqualsExpression) =>
            NamesIn(both.Left == value ? both.Right : both.Left),
        AnonymousObjectMemberDeclaratorSyntax { NameEquals.Name.Identifier.ValueText: var name } => new[] { name },
        ArgumentSyntax argument => NamesOf(argument, model),
        _ => Enumerable.Empty<string>(),
    };

    /// <summary>Gets the name of the parameter, and of what the call returns in other arguments; the parameter is followed.</summary>
    private IEnumerable<string> NamesOf(ArgumentSyntax argument, SemanticModel model)
    {
        if (argument.Parent?.Parent is not { } call)
        {
            return Enumerable.Empty<string>();
        }

        var names = OutOf(call, model).ToList();
        if (call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } }
            && model.GetSymbolInfo(receiver).Symbol is not INamedTypeSymbol)
        {
            names.AddRange(NamesIn(receiver).Where(ContentWords.IsOwner));
        }

        if (model.GetSymbolInfo(call).Symbol is IMethodSymbol { DeclaringSyntaxReferences: var declared } method
            && argument.ParameterName(method) is { } name
            && (declared.Length > 0 || ContentWords.IsOwner(name)))
        {
            names.Add(name);
            foreach (var body in declared.Where(body => model.Compilation.ContainsSyntaxTree(body.SyntaxTree)).Select(static body => body.GetSyntax()))
            {
                if (argument.Parameter(method) is { } parameter && _variables.Add(parameter))
                {
                    Follow(body, name, model.Compilation.GetSemanticModel(body.SyntaxTree));
                }
            }
        }

        return names;
    }

    private IEnumerable<string> OutOf(SyntaxNode call, SemanticModel model) =>
        call.ChildNodes().OfType<BaseArgumentListSyntax>().SelectMany(static list => list.Arguments)
            .Where(static argument => argument.RefOrOutKeyword.IsKind(SyntaxKind.OutKeyword))
            .SelectMany(argument => Written(argument.Expression, model));

    /// <summary>Gets the names that code writes, or that a pattern reads; new variables are followed.</summary>
    private IEnumerable<string> Written(SyntaxNode target, SemanticModel model) => target.DescendantNodesAndSelf().SelectMany(node => node switch
    {
        SingleVariableDesignationSyntax variable => Follow(variable, variable.Identifier, model),
        IdentifierNameSyntax name => model.GetSymbolInfo(name).Symbol is ILocalSymbol local && _variables.Add(local)
            ? Follow(Functions.Around(name), local.Name, model)
            : new[] { name.Identifier.ValueText },
        LiteralExpressionSyntax { Token.ValueText: var key } => new[] { key },
        _ => Enumerable.Empty<string>(),
    });

    private string[] Follow(SyntaxNode declaration, SyntaxToken name, SemanticModel model) =>
        model.GetDeclaredSymbol(declaration) is { } variable && _variables.Add(variable)
            ? Follow(Functions.Around(declaration), name.ValueText, model)
            : new[] { name.ValueText };

    private string[] Follow(SyntaxNode scope, string name, SemanticModel model)
    {
        if (_variables.Count <= MaxVariables)
        {
            foreach (var use in scope.TokensNamed(name).Select(static token => token.Parent).OfType<IdentifierNameSyntax>())
            {
                _uses.Enqueue((use, model));
            }
        }

        return new[] { name };
    }

    private static IEnumerable<string> NamesIn(SyntaxNode code) => code.DescendantNodesAndSelf().Select(static node => node switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        LiteralExpressionSyntax { Token.ValueText: var key } => key,
        _ => string.Empty,
    });

    /// <summary>Recognizes <c>Redirect(value)</c>, <c>new RedirectResult(value)</c> and <c>FindUserAsync(value)</c>.</summary>
    private static bool IsTrusting(SyntaxNode value, SyntaxNode user) => user switch
    {
        InvocationExpressionSyntax call when call.ArgumentList == value =>
            ContentWords.IsRedirect(call.CalledName()) || ContentWords.IsOwner(call.CalledName()),
        ObjectCreationExpressionSyntax made when made.ArgumentList == value => ContentWords.IsRedirect(made.Type.LastName()),
        _ => false,
    };
}
