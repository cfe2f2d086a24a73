using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The rows of a database that a function loads by nothing, or by a constant: <c>db.Settings.FirstOrDefault()</c>. If it writes only such rows,
/// what it saves has no key.
/// </summary>
internal sealed class SingleRows
{
    private static readonly NameTable Loads = new("^First", "^Single", "^Find $", "^Find Async");

    /// <summary>Calls between the table and the load that do not choose a row.</summary>
    private static readonly NameTable Chain = new("^As Tracking", "^As No Tracking", "^Set $", "^Include", "^Tag With", "^Where");

    private static readonly NameTable Writes = new("^Add", "^Update", "^Attach", "^Remove", "^Entry", "^Execute");

    /// <summary>Other calls on a database that change no row, and give none to change.</summary>
    private static readonly NameTable Others = new("^Any", "^Count", "^Create Db Context", "^Dispose", "^Ensure", "^Migrate", "^Begin Transaction");

    private readonly Tables _tables;
    private readonly SemanticModel _model;
    private readonly ConstantPlaces _places;
    private readonly List<ITypeSymbol> _rows;

    /// <param name="function">The function.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="constants">The parameters that get a constant.</param>
    /// <param name="tables">The databases of the application.</param>
    public SingleRows(SyntaxNode function, SemanticModel model, IReadOnlyCollection<ISymbol> constants, Tables tables)
    {
        _tables = tables;
        _model = model;
        _places = new ConstantPlaces(model, constants);
        _rows = function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static call => Loads.Matches(call.CalledName()))
            .Where(call => IsOfTable(call) && HasNoKey(call))
            .Select(call => RowOf(call))
            .OfType<ITypeSymbol>()
            .Where(static row => !MembersOf(row).Any(static member => OwnerWords.Match(member.Name)))
            .ToList();
    }

    /// <summary>Gets the members of a type and its base types: a row may inherit its owner.</summary>
    public static IEnumerable<ISymbol> MembersOf(ITypeSymbol type)
    {
        for (var around = type; around is not null && around.SpecialType == SpecialType.None; around = around.BaseType)
        {
            foreach (var member in around.GetMembers())
            {
                yield return member;
            }
        }
    }

    /// <summary>Recognizes a call on a database context of Entity Framework, or on one of its tables.</summary>
    public bool IsOfContext(InvocationExpressionSyntax call, IMethodSymbol? method) =>
        Tables.IsContext(method?.ContainingType)
        || (call.Receiver() is { } owner && (IsSet(owner) || _places.RootOf(owner) is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made } && made.ToString().Contains(".CreateDbContext")))
        || (call.Receiver() is { } receiver && _model.GetTypeInfo(receiver).Type is { } type && (Tables.IsContext(type) || IsTable(type)))
        || (Loads.Matches(call.CalledName()) && IsOfTable(call));

    /// <summary>Returns false if the call writes another row, or loads one by a key.</summary>
    public bool Holds(InvocationExpressionSyntax call, string name, ref bool isProven)
    {
        if (SaveWords.Commits.Matches(name))
        {
            isProven |= _rows.Exists(static row => MembersOf(row).Any(static member => SaveWords.TokenNames.Matches(member.Name)));
            return _rows.Count > 0;
        }

        if (Loads.Matches(name))
        {
            return HasNoKey(call);
        }

        // Rows in a list may be any, and a query in a variable is no row yet.
        return Others.Matches(name) || Chain.Matches(name)
            || (Writes.Matches(name)
                && call.ArgumentList.Arguments is [{ Expression: var written }, ..]
                && _model.GetTypeInfo(written).Type is { } row
                && _rows.Contains(row, SymbolEqualityComparer.Default));
    }

    /// <summary>Recognizes <c>db.Set&lt;Settings&gt;()</c>, also without the package.</summary>
    private static bool IsSet(ExpressionSyntax table) => SetOf(table) is not null;

    private static TypeSyntax? SetOf(ExpressionSyntax table) =>
        table is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } call
        && Callers.NameOf(call.Expression) is GenericNameSyntax { Identifier.ValueText: "Set", TypeArgumentList.Arguments: [var row] }
            ? row
            : null;

    private static bool IsTable(ITypeSymbol type) => type is { Name: "DbSet" or "IQueryable" };

    private bool IsOfTable(InvocationExpressionSyntax call)
    {
        for (var receiver = call.Receiver(); receiver is not null; receiver = (receiver as InvocationExpressionSyntax)?.Receiver())
        {
            if (IsSet(receiver) || (_model.GetTypeInfo(receiver).Type is { } type && IsTable(type)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Returns true if no key chooses the row: neither a condition with anything but constants, nor another order. The query has to start at the
    /// table, because a variable or property may hold one with a condition.
    /// </summary>
    private bool HasNoKey(InvocationExpressionSyntax call)
    {
        for (var current = call; current is not null; current = current.Receiver() as InvocationExpressionSyntax)
        {
            if (current != call && IsSet(current))
            {
                return _tables.AreOfAll(ContextOf(current.Receiver()));
            }

            if ((current != call && !Chain.Matches(current.CalledName()))
                || !current.ArgumentList.Arguments.All(argument => IsWithoutKey(argument.Expression, current)))
            {
                return false;
            }

            if (current.Receiver() is { } table and not InvocationExpressionSyntax)
            {
                return table is MemberAccessExpressionSyntax { Expression: var context }
                    && _model.GetTypeInfo(table).Type is { Name: "DbSet" }
                    && _tables.AreOfAll(ContextOf(context));
            }
        }

        return false;
    }

    /// <summary>Gets the type of the context, which the factory names if its package is missing.</summary>
    private ITypeSymbol? ContextOf(ExpressionSyntax? context) =>
        context is null ? null
        : _model.GetTypeInfo(context).Type is { TypeKind: not TypeKind.Error } known ? known
        : _places.RootOf(context) is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made }
            && (made is AwaitExpressionSyntax { Expression: var awaited } ? awaited : made) is InvocationExpressionSyntax create
            && create.CalledName().StartsWith("CreateDbContext", StringComparison.Ordinal)
            && create.Receiver() is { } factory
            && _model.GetTypeInfo(factory).Type is INamedTypeSymbol { TypeArguments: [var ofFactory] }
            ? ofFactory
        : null;

    private bool IsWithoutKey(ExpressionSyntax argument, InvocationExpressionSyntax call) => argument switch
    {
        LambdaExpressionSyntax { Body: ExpressionSyntax body } => call.CalledName().StartsWith("Include", StringComparison.Ordinal) || IsConstantTest(body),
        _ => _model.GetTypeInfo(argument).Type is { Name: "CancellationToken" } || _places.IsConstant(argument),
    };

    /// <summary>Recognizes <c>row => row.Id == RowId</c>.</summary>
    private bool IsConstantTest(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsConstantTest(both.Left) && IsConstantTest(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal =>
            (IsMember(equal.Left) && _places.IsConstant(equal.Right)) || (IsMember(equal.Right) && _places.IsConstant(equal.Left)),
        _ => false,
    };

    /// <summary>Recognizes a member of the row.</summary>
    private bool IsMember(ExpressionSyntax value) =>
        value is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax row }
        && _model.GetSymbolInfo(row).Symbol is null or IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } };

    private ITypeSymbol? RowOf(InvocationExpressionSyntax call) => _model.GetTypeInfo(call).Type switch
    {
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var awaited] } => awaited,
        { TypeKind: not TypeKind.Error } row => row,
        _ => call.DescendantNodes().OfType<ExpressionSyntax>().Select(SetOf).FirstOrDefault(static row => row is not null) is { } named
            ? _model.GetTypeInfo(named).Type
            : call.DescendantNodes().OfType<ExpressionSyntax>().Select(table => _model.GetTypeInfo(table).Type)
                .OfType<INamedTypeSymbol>().FirstOrDefault(static type => IsTable(type) && type.TypeArguments.Length == 1)?.TypeArguments[0],
    };
}
