using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The databases of an application, as its source shows them: a filter of the model chooses rows that the query does not mention, and a
/// connection string of its own gives each tenant another database.
/// </summary>
internal sealed class Tables
{
    /// <summary>A filter of Entity Framework, which may choose the rows of a tenant.</summary>
    private const string Filter = "HasQueryFilter";

    /// <summary>The method that lists the tables. They do not say whose a row of another table is.</summary>
    private const string Model = "OnModelCreating";

    private readonly VisibleProjects _projects;
    private readonly Lazy<bool> _areFiltered;
    private readonly Dictionary<string, bool> _known = new();

    public Tables(VisibleProjects projects)
    {
        _projects = projects;
        _areFiltered = new Lazy<bool>(() => Trees.Any(static tree => tree.GetRoot().Mentions(Filter)));
    }

    private IEnumerable<SyntaxTree> Trees => _projects.All.SelectMany(static project => project.SyntaxTrees);

    public static bool IsContext(ITypeSymbol? type)
    {
        for (var around = type; around is not null; around = around.BaseType)
        {
            if (IsBase(around))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns true if the application has one such database, and all of its rows are visible to every request.</summary>
    public bool AreOfAll(ITypeSymbol? context)
    {
        if (context is null || IsBase(context) || !IsContext(context) || _areFiltered.Value)
        {
            return false;
        }

        if (!_known.TryGetValue(context.Name, out var isOne))
        {
            _known[context.Name] = isOne = AreDeclaredForAll(context) && AreMadeForAll(context.Name);
        }

        return isOne;
    }

    private static bool IsBase(ITypeSymbol type) => type.Name is "DbContext" or "IdentityDbContext";

    /// <summary>Returns true if the source of the context, and of its base types up to the library's, mentions no person besides the tables.</summary>
    private bool AreDeclaredForAll(ITypeSymbol context)
    {
        for (var type = context; type is not null && !IsBase(type); type = type.BaseType)
        {
            if (OwnerWords.Match(type.Name)
                || type.DeclaringSyntaxReferences.IsEmpty
                || type.DeclaringSyntaxReferences.Any(part => _projects.Of(part.SyntaxTree) is null
                    || part.GetSyntax() is not TypeDeclarationSyntax declared
                    || (declared.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault() is { } parameters && ApplicationConnection.MentionsPerson(parameters))
                    || declared.Members.Any(static member => !IsTable(member) && ApplicationConnection.MentionsPerson(member))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTable(MemberDeclarationSyntax member) => member switch
    {
        PropertyDeclarationSyntax property => property.Type.DescendantNodesAndSelf().OfType<GenericNameSyntax>().Any(static name => name.Identifier.ValueText == "DbSet"),
        MethodDeclarationSyntax method => method.Identifier.ValueText == Model,
        _ => false,
    };

    /// <summary>Returns true if the code that registers or creates the context mentions no person.</summary>
    private bool AreMadeForAll(string context) => !Trees
        .SelectMany(tree => tree.GetRoot().TokensNamed(context))
        .Select(static token => token.Parent?.Parent switch
        {
            TypeArgumentListSyntax { Parent: GenericNameSyntax { Identifier.ValueText: var call } name } when call.StartsWith("Add", StringComparison.Ordinal) =>
                name.FirstAncestorOrSelf<InvocationExpressionSyntax>(),
            ObjectCreationExpressionSyntax creation => creation.FirstAncestorOrSelf<MemberDeclarationSyntax>(),
            _ => (SyntaxNode?)null,
        })
        .Any(static code => code is not null && ApplicationConnection.MentionsPerson(code));
}
