using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Connections;

/// <summary>
/// The rows of a database that a function loads by nothing, or by a constant: <c>db.Settings.FirstOrDefault()</c>. If it writes only such rows,
/// what it saves has no key.
/// </summary>
internal sealed class SingleRows
{
    /// <summary>Names of members with the owner of a row.</summary>
    private static readonly NameTable Owners = new(
        "User", "Username", "Owner", "Member", "Customer", "Tenant", "Email", "Organization", "Organisation", "Workspace", "Company", "Shop",
        "Seller", "Merchant", "Athlete", "Account Id", "Employee", "Person", "Profile");

    private static readonly NameTable Loads = new("^First", "^Single", "^Find $", "^Find Async");

    /// <summary>Calls between the table and the load that do not choose a row.</summary>
    private static readonly NameTable Chain = new("^As Tracking", "^As No Tracking", "^Set $", "^Include", "^Tag With", "^Where");

    private static readonly NameTable Writes = new("^Add", "^Update", "^Attach", "^Remove", "^Entry", "^Execute");

    private readonly SemanticModel _model;
    private readonly ConstantPlaces _places;
    private readonly List<ITypeSymbol> _rows;

    /// <param name="function">The function.</param>
    /// <param name="model">The semantic model.</param>
    /// <param name="constants">The parameters that get a constant.</param>
    public SingleRows(SyntaxNode function, SemanticModel model, IReadOnlyCollection<ISymbol> constants)
    {
        _model = model;
        _places = new ConstantPlaces(model, constants);
        _rows = function.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static call => Loads.Matches(call.CalledName()))
            .Where(call => IsOfTable(call) && HasNoKey(call))
            .Select(call => RowOf(call))
            .OfType<ITypeSymbol>()
            .Where(static row => !row.GetMembers().Any(static member => Owners.Matches(member.Name)))
            .ToList();
    }

    /// <summary>Whether the model may choose rows by something that the function does not show.</summary>
    public bool AreFiltered { get; init; }

    /// <summary>Recognizes a call on a database context of Entity Framework, or on one of its tables.</summary>
    public bool IsOfContext(InvocationExpressionSyntax call, IMethodSymbol? method) =>
        IsContext(method?.ContainingType)
        || (call.Receiver() is { } owner && (IsSet(owner) || _places.RootOf(owner) is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: var made } && made.ToString().Contains(".CreateDbContext")))
        || (call.Receiver() is { } receiver && _model.GetTypeInfo(receiver).Type is { } type && (IsContext(type) || IsTable(type)))
        || (Loads.Matches(call.CalledName()) && IsOfTable(call));

    /// <summary>Returns false if the call writes another row, or loads one by a key.</summary>
    public bool Holds(InvocationExpressionSyntax call, string name, ref bool isProven)
    {
        if (SaveWords.Commits.Matches(name))
        {
            isProven |= _rows.Exists(static row => row.GetMembers().Any(static member => SaveWords.TokenNames.Matches(member.Name)));
            return _rows.Count > 0 && !AreFiltered;
        }

        if (Loads.Matches(name))
        {
            return HasNoKey(call);
        }

        return !Writes.Matches(name)
            || (call.ArgumentList.Arguments is [{ Expression: var written }, ..]
                && _model.GetTypeInfo(written).Type is { } row
                && _rows.Contains(row, SymbolEqualityComparer.Default));
    }

    private static bool IsContext(ITypeSymbol? type)
    {
        for (var around = type; around is not null; around = around.BaseType)
        {
            if (around.Name is "DbContext" or "IdentityDbContext")
            {
                return true;
            }
        }

        return false;
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

    /// <summary>Returns true if no key chooses the row: neither a condition with anything but constants, nor another order.</summary>
    private bool HasNoKey(InvocationExpressionSyntax call)
    {
        for (var current = call; current is not null; current = current.Receiver() as InvocationExpressionSyntax)
        {
            if ((current != call && !Chain.Matches(current.CalledName()))
                || !current.ArgumentList.Arguments.All(argument => IsWithoutKey(argument.Expression, current)))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsWithoutKey(ExpressionSyntax argument, InvocationExpressionSyntax call) => argument switch
    {
        LambdaExpressionSyntax { Body: ExpressionSyntax body } => call.CalledName().StartsWith("Include", StringComparison.Ordinal) || IsConstantTest(body),
        _ => _model.GetTypeInfo(argument).Type is { Name: "CancellationToken" } || _places.IsConstant(argument),
    };

    /// <summary>Recognizes <c>row => row.Id == RowId</c>.</summary>
    private bool IsConstantTest(ExpressionSyntax test) => test switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => IsConstantTest(both.Left) && IsConstantTest(both.Right),
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression } equal => _places.IsConstant(equal.Left) || _places.IsConstant(equal.Right),
        _ => false,
    };

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
