using Atom.OAuth.Analyzers.Callbacks;
using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Callbacks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Connections;

/// <summary>
/// Determines whether a connection belongs to the application itself, which has one per integration: the code that saves the tokens shows that
/// it saves them under nothing. It must be visible down to the file, row or variable, and must mention no person on the way.
/// </summary>
internal sealed class ApplicationConnection
{
    private const int MaxDepth = 5;

    /// <summary>A filter of Entity Framework, which may choose the rows of a tenant.</summary>
    private const string Filter = "HasQueryFilter";

    /// <summary>Words in the names of people and of what belongs to one of several customers.</summary>
    private static readonly NameTable People = new(
        "User", "Users", "Username", "Member", "Owner", "Customer", "Tenant", "Person", "Employee", "Email", "Mail Address", "Mailbox", "Athlete",
        "Organization", "Organisation", "Workspace", "Company", "Shop", "Seller", "Merchant", "Vendor", "Subject", "Principal", "Claims",
        "Guild", "Chat", "Profile", "Patient", "Student", "Contact", "Character", "Realm Id", "Open Id", "Account Id", "Page Id", "Business Id",
        "Channel Id", "Team Id");

    /// <summary>Names with such a word that are no person: <c>UserAgent</c>, <c>UserSecrets</c>, the folder of the process's own account.</summary>
    private static readonly NameTable NoPeople = new("User Agent", "User Secrets", "^User Profile $");

    /// <summary>Calls that change one of several entries.</summary>
    private static readonly NameTable Entries = new(
        "^Remove All", "^Remove At", "^Find Index", "^Add Range", "^Insert Range", "^Try Update", "^Get Or Add");

    /// <summary>Calls that store a value under a key.</summary>
    private static readonly NameTable KeyedSaves = new(
        "^Set", "^Put", "^Save", "^Store", "^Write", "^String Set", "^Add Or Update", "^Update", "^Upsert");

    /// <summary>Names of receivers of such calls that are part of a request, or only use a token.</summary>
    private static readonly NameTable Requests = new(
        "Header", "Headers", "Form", "Query", "Parameters", "Request", "Builder", "Client", "Http", "Body");

    /// <summary>Names of what each browser, request or thread has for itself.</summary>
    private static readonly NameTable Visitors = new(
        "Session", "Cookies", "Cookie", "Local Storage", "Http Context", "Call Context", "Temp Data", "View Data");

    private readonly VisibleProjects _projects;
    private readonly HashSet<SyntaxNode> _seen = new();
    private readonly Lazy<bool> _areFiltered;
    private bool _isProven;

    // Memory that all users of an application share is no connection of its own.
    private readonly bool _hasPeople;

    private ApplicationConnection(VisibleProjects projects, SyntaxNode callback)
    {
        _projects = projects;
        _hasPeople = callback.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } type && MentionsPerson(type);
        _areFiltered = new Lazy<bool>(() => projects.All
            .SelectMany(static project => project.SyntaxTrees)
            .Any(static tree => tree.GetRoot().Mentions(Filter)));
    }

    /// <summary>Returns true if the tokens are saved under nothing, and the callback mentions no person either.</summary>
    public static bool IsSavedBy(CallbackSite site) =>
        site.Callback.Save is { } save
        && !MentionsPerson(site.Callback.Node)
        && new VisibleProjects(site.Model.Compilation, site.Options.FollowsProjectReferences) is var projects
        && new ApplicationConnection(projects, site.Callback.Node) is var connection
        && connection.Holds(save, new ConstantPlaces(site.Model, NoParameters), new SingleRows(site.Callback.Node, site.Model, NoParameters), 0)
        && connection._isProven;

    private static readonly IReadOnlyCollection<ISymbol> NoParameters = Array.Empty<ISymbol>();

    private static bool MentionsPerson(SyntaxNode code) =>
        code.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.IdentifierToken) && IsPerson(token.ValueText));

    /// <summary>Returns true if a name is one of a person, or of what belongs to one of several customers.</summary>
    public static bool IsPerson(string name) => People.Matches(name) && !NoPeople.Matches(name);

    /// <summary>Follows the code of a method; false if it may save the tokens under a key, or elsewhere.</summary>
    private bool HoldsIn(SyntaxNode declaration, IReadOnlyCollection<ISymbol> constants, int depth)
    {
        if (!_seen.Add(declaration))
        {
            return true;
        }

        if (depth > MaxDepth || MentionsPerson(declaration) || TakesKey(declaration, constants) || declaration.TokensWithAny(SaveWords.Statements).Any())
        {
            return false;
        }

        var model = SourceMethods.ModelOf(declaration.SyntaxTree, _projects.Of(declaration.SyntaxTree)!);
        ConstantPlaces places = new(model, constants);
        SingleRows rows = new(declaration, model, constants) { AreFiltered = _areFiltered.Value };
        return declaration.DescendantNodes().OfType<ExpressionSyntax>()
            .Where(static node => node is InvocationExpressionSyntax or AssignmentExpressionSyntax or ObjectCreationExpressionSyntax)
            .All(node => Holds(node, places, rows, depth));
    }

    /// <summary>Returns true if a method takes a key: <c>SaveAsync(string id, Tokens tokens)</c>, unless it is always the same.</summary>
    private static bool TakesKey(SyntaxNode declaration, IReadOnlyCollection<ISymbol> constants) =>
        Functions.Parameters(declaration).Any(parameter => SavedKey.IsKey(parameter.Identifier.ValueText)
            && !constants.Any(known => known.Name == parameter.Identifier.ValueText));

    private bool Holds(ExpressionSyntax node, ConstantPlaces places, SingleRows rows, int depth) => node switch
    {
        AssignmentExpressionSyntax assignment => HoldsFor(assignment, places, rows),
        InvocationExpressionSyntax call => HoldsFor(call, places, rows, depth),
        // A file that is opened otherwise than by its path is not followed.
        ObjectCreationExpressionSyntax made => made.Type.ToString() is not (SaveWords.FileWriter or SaveWords.FileType),
        _ => false,
    };

    private bool HoldsFor(AssignmentExpressionSyntax assignment, ConstantPlaces places, SingleRows rows)
    {
        switch (assignment.Left)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } element:
                var isConstant = places.IsConstant(key);
                _isProven |= isConstant && IsKept(element.Expression, places) && IsOfToken(assignment);
                return isConstant;
            case IdentifierNameSyntax or MemberAccessExpressionSyntax:
                _isProven |= IsKept(assignment.Left, places) && IsOfToken(assignment);
                return true;
            default:
                return assignment.Left is not ElementAccessExpressionSyntax;
        }
    }

    /// <summary>Recognizes a static member, or a member of an object of which the application has one.</summary>
    private bool IsKept(ExpressionSyntax target, ConstantPlaces places) =>
        places.RootOf(target) is (IFieldSymbol or IPropertySymbol) and { } member
        && !_hasPeople
        && !IsOfOneVisitor(target, places)
        && (member.IsStatic || (target is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax }
            && Singletons.Contains(member.ContainingType, _projects)));

    private static bool IsOfToken(SyntaxNode write) =>
        write.DescendantTokens().Any(static token =>
            token.Kind() is SyntaxKind.IdentifierToken or SyntaxKind.StringLiteralToken && SaveWords.TokenNames.Matches(token.ValueText));

    private bool HoldsFor(InvocationExpressionSyntax call, ConstantPlaces places, SingleRows rows, int depth)
    {
        var name = call.CalledName();
        var method = VisibleMethods.CalledBy(call, places.Model);
        if (rows.IsOfContext(call, method))
        {
            return rows.Holds(call, name, ref _isProven);
        }

        if (method is null)
        {
            // A package is missing: the key is visible nevertheless.
            return !IsSave(call, name, places) || HasConstantKey(call, name, places);
        }

        if (VisibleMethods.DeclarationOf((method.ReducedFrom ?? method).OriginalDefinition, _projects) is { } declaration)
        {
            return HoldsIn(declaration, ConstantsOf(call, method, places), depth + 1);
        }

        if (method.ContainingType is { Name: "File", ContainingNamespace.Name: "IO" })
        {
            return HoldsForFile(call, name, places);
        }

        if (Entries.Matches(name) || IsAddedToList(call, name, places.Model) || ComparesEntries(call, places))
        {
            return false;
        }

        if (!method.DeclaringSyntaxReferences.IsEmpty && call.ArgumentList.Arguments.Any(IsOfToken))
        {
            // A method of the application whose body is not known may store them anywhere.
            return false;
        }

        return IsOfSystem(method.ContainingType) || !IsSave(call, name, places) || HasConstantKey(call, name, places);
    }

    /// <summary>Recognizes <c>preferences.Set("refresh_token", token)</c>.</summary>
    private bool HasConstantKey(InvocationExpressionSyntax call, string name, ConstantPlaces places)
    {
        var isConstant = KeyedSaves.Matches(name) && call.ArgumentList.Arguments is [{ Expression: var key }, _, ..] && places.IsConstant(key);
        _isProven |= isConstant && IsOfToken(call);
        return isConstant;
    }

    /// <summary>Recognizes types of the base library that store nothing; its files are treated apart.</summary>
    private static bool IsOfSystem(INamedTypeSymbol type) =>
        type.IsValueType
        || type.ContainingNamespace?.ToDisplayString() is { } space
        && (space is "System" or "System.IO"
            || space.StartsWith("System.Text", StringComparison.Ordinal)
            || space.StartsWith("System.Net", StringComparison.Ordinal));

    private bool HoldsForFile(InvocationExpressionSyntax call, string name, ConstantPlaces places)
    {
        if (!name.StartsWith("WriteAll", StringComparison.Ordinal))
        {
            return name.StartsWith("Read", StringComparison.Ordinal) || name is "Exists" or "Delete" or "SetAttributes" or "SetUnixFileMode";
        }

        var isConstant = call.ArgumentList.Arguments is [{ Expression: var path }, ..] && places.IsConstant(path);
        _isProven |= isConstant && IsOfToken(Functions.Around(call));
        return isConstant;
    }

    /// <summary>Recognizes a call that may store something outside of the function.</summary>
    private static bool IsSave(InvocationExpressionSyntax call, string name, ConstantPlaces places) =>
        !name.StartsWith("CreateDbContext", StringComparison.Ordinal)
        && !(call.Receiver() is { } own
            && places.RootOf(own) is ILocalSymbol { Type: { TypeKind: not TypeKind.Error } held }
            && !SaveWords.StoreTypes.Matches(held.Name))
        && (SaveWords.Calls.Matches(name) || SaveWords.CallsOnStores.Matches(name) || SaveWords.Commits.Matches(name) || KeyedSaves.Matches(name))
        && !SaveWords.Makes.Matches(name)
        && !(call.Receiver() is { } receiver
            && (IsOfOneVisitor(receiver, places)
                || receiver.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(static part => Requests.Matches(part.Identifier.ValueText))));

    /// <summary>Recognizes what each browser, request or thread has for itself: a session, a cookie, the browser's storage.</summary>
    private static bool IsOfOneVisitor(ExpressionSyntax place, ConstantPlaces places) =>
        place.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part =>
            SaveWords.Volatile.Matches(part.Identifier.ValueText)
            || Visitors.Matches(part.Identifier.ValueText)
            || (places.TypeOf(part) is { } type && (Visitors.Matches(type.Name) || type.Name is "AsyncLocal" or "ThreadLocal"))
            || places.Model.GetSymbolInfo(part).Symbol is IFieldSymbol field
                && field.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ThreadStaticAttribute"));

    /// <summary>Recognizes an entry that is added to a list of others: its file or row is no single connection's.</summary>
    private static bool IsAddedToList(InvocationExpressionSyntax call, string name, SemanticModel model) =>
        name == "Add"
        && call.Receiver() is { } receiver
        && model.GetTypeInfo(receiver).Type is INamedTypeSymbol { TypeArguments: [.., var entry] }
        && !entry.DeclaringSyntaxReferences.IsEmpty;

    /// <summary>Recognizes a search among several entries: <c>tokens.FirstOrDefault(entry => entry.Id == token.Id)</c>.</summary>
    private static bool ComparesEntries(InvocationExpressionSyntax call, ConstantPlaces places) =>
        call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax { Body: ExpressionSyntax body }
            && body.DescendantNodesAndSelf().OfType<BinaryExpressionSyntax>().Any(test =>
                test.IsKind(SyntaxKind.EqualsExpression) && !places.IsConstant(test.Left) && !places.IsConstant(test.Right)));

    /// <summary>Gets the parameters of a called method that get a constant.</summary>
    private static List<ISymbol> ConstantsOf(InvocationExpressionSyntax call, IMethodSymbol method, ConstantPlaces places) =>
        call.ArgumentList.Arguments
            .Where(argument => places.IsConstant(argument.Expression))
            .Select(argument => argument.Parameter(method))
            .OfType<ISymbol>()
            .ToList();
}
