using Atom.OAuth.Analyzers.CSharp;
using Atom.OAuth.Analyzers.Text;
using Atom.OAuth.CodeFixes.Injection;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The id under which the tokens are saved, of a user, an account or a shop. An application without users of its own finds the connection
/// by this id, so its sync can do so as well.
/// </summary>
internal static class SavedKey
{
    /// <summary>Names of such ids.</summary>
    private static readonly NameTable Names = new(
        "Id $", "Oid $", "Key $", "Shop $", "Shop Domain $", "User Name $", "Username $", "Login $", "Email $");

    /// <summary>Words in the names of other ids.</summary>
    private static readonly NameTable Others = new(
        "Access", "Api", "Cache", "Client", "Integration", "Connection", "Provider", "Platform", "Request", "Session", "State", "Token",
        "Correlation", "Scope", "Secret");

    /// <summary>Names of variables with a saved row that belongs to no other.</summary>
    private static readonly NameTable Rows = new("Account $", "Mailbox $", "Shop $", "Athlete $", "Seller $", "Channel $");

    /// <summary>Names of members with who wrote a row, of which the owner may be another: <c>ConnectedBy</c>.</summary>
    private static readonly NameTable Writers = new("By $", "By Id $", "By User", "By Name $", "By Email $");

    /// <summary>Names of members that say nothing about whose row it is.</summary>
    private static readonly NameTable Details = new(
        "Token", "Tokens", "Expires", "Expiry", "Expiration", "At $", "Date", "Utc $", "Scope", "Scopes", "Provider", "Status");

    /// <summary>Gets the id as text; null if the save contains none.</summary>
    /// <param name="save">The expression that stores the tokens.</param>
    /// <param name="values">The values in scope after it.</param>
    public static string? Of(ExpressionSyntax save, ScopeValues values) =>
        Candidates(save).Select(values.TextOf).FirstOrDefault(static text => text is not null)
            ?? IdsOfResult(save).Select(values.TextAfterDeclaration).FirstOrDefault(static text => text is not null);

    /// <summary>
    /// Returns true if the tokens are saved for a person other than the user: <c>SaveAsync(employeeId, tokens)</c>, where <c>userId</c> is who is
    /// signed in. A variable that is set to the user is no other person.
    /// </summary>
    public static bool IsOfAnother(string user, ExpressionSyntax save, ScopeValues values) =>
        TakesMemberOfAnother(user, save)
        || Of(save, values)?.TrimEnd('!') is { } key && key != user.TrimEnd('!')
        && OwnerWords.IdsOfOthers.Matches(key.Replace(".ToString()", "").Replace(".", ""))
        && !Functions.TokensWith(Functions.Around(save), key).Any(token =>
            token.Parent is VariableDeclaratorSyntax { Initializer.Value: var value } && value.ToString().TrimEnd('!') == user.TrimEnd('!'));

    /// <summary>Recognizes <c>SaveAsync(request.CustomerId, tokens)</c>, whatever the type of the id.</summary>
    private static bool TakesMemberOfAnother(string user, ExpressionSyntax save) =>
        save is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments }
        && arguments.Any(argument => argument.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member }
            && (OwnerWords.IdsOfOthers.Matches(member) || OwnerWords.IdsOfOtherLanguages.Matches(member))
            && !user.StartsWith(argument.Expression.ToString(), StringComparison.Ordinal));

    /// <summary>Gets what a save takes: its arguments, and the owners of the rows that it takes.</summary>
    public static IEnumerable<ExpressionSyntax> ValuesIn(ExpressionSyntax save) => save switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } => arguments.SelectMany(static argument => WithOwners(argument.Expression)),
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } } => new[] { key },
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    /// <summary>
    /// Gets the value itself, or the owners in the initializer of a new row. A row that something else identifies as well, a workspace or a shop,
    /// need not be the user's, and the arguments of a constructor do not say what they are.
    /// </summary>
    private static IEnumerable<ExpressionSyntax> WithOwners(ExpressionSyntax value)
    {
        var made = value is IdentifierNameSyntax variable && ValuesOf(variable).Take(2).ToList() is [var only] ? only : value;
        if (made is not BaseObjectCreationExpressionSyntax creation)
        {
            return new[] { value };
        }

        var members = (creation.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? Enumerable.Empty<AssignmentExpressionSyntax>())
            .Where(static set => set.Right is not LiteralExpressionSyntax && !Details.Matches(set.Left.ToString()) && !Writers.Matches(set.Left.ToString()))
            .ToList();
        return creation.ArgumentList?.Arguments.Count > 0 || !members.TrueForAll(static set => OwnerWords.OwnersOfRows.Matches(set.Left.ToString()))
            ? Enumerable.Empty<ExpressionSyntax>()
            : members.Select(static set => set.Right);
    }

    private static IEnumerable<ExpressionSyntax> Candidates(ExpressionSyntax save) => save switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } =>
            arguments.Select(static argument => argument.Expression)
                .Select(static value => IdIn(value) ?? (IsKey(value) ? value : null))
                .OfType<ExpressionSyntax>()
                .Concat(arguments.SelectMany(static argument => Members(argument.Expression))),
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { ArgumentList.Arguments: [{ Expression: var key }] } } when IsKey(key) =>
            new[] { key },
        _ => Enumerable.Empty<ExpressionSyntax>(),
    };

    /// <summary>Gets the only id in a composed key: <c>$"slack_token:{user.Id}"</c>, written directly or in a variable.</summary>
    private static ExpressionSyntax? IdIn(ExpressionSyntax key) => key switch
    {
        InterpolatedStringExpressionSyntax text =>
            text.Contents.OfType<InterpolationSyntax>().ToList() is [{ Expression: var id }] && IsKey(id) ? id : null,
        IdentifierNameSyntax variable => ValuesOf(variable).Take(2).ToList() is [InterpolatedStringExpressionSyntax text] ? IdIn(text) : null,
        _ => null,
    };

    private static bool IsKey(ExpressionSyntax value) => value switch
    {
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => IsKey(sure.Operand),
        IdentifierNameSyntax name => IsKey(name.Identifier.ValueText),
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Id", Expression: IdentifierNameSyntax owner } => !Others.Matches(owner.Identifier.ValueText),
        MemberAccessExpressionSyntax access => IsKey(access.Name.Identifier.ValueText),
        _ => false,
    };

    /// <summary>
    /// <c>var account = await oauth.ConnectAsync(code)</c>: the row that was saved, whose id the function uses itself, as in the response. It is not
    /// the id of the tokens if the result is named after them.
    /// </summary>
    private static IEnumerable<ExpressionSyntax> IdsOfResult(ExpressionSyntax save) =>
        GivenValues.VariableSetBy(Awaiting.UserOf(save)) is { } result && Rows.Matches(result)
            ? Functions.TokensWith(Functions.Around(save), result)
                .Select(static token => token.Parent?.Parent).OfType<MemberAccessExpressionSyntax>()
                .Where(static access => access.Name.Identifier.ValueText == "Id" && access.Expression is IdentifierNameSyntax)
            : Enumerable.Empty<ExpressionSyntax>();

    /// <summary>Returns true if a name is one of such an id.</summary>
    public static bool IsKey(string name) => Names.Matches(name) && !Others.Matches(name);

    /// <summary>Returns true if the id of what has the name says nothing about whose the tokens are: <c>token</c>, <c>session</c>.</summary>
    public static bool IsOfOther(string name) => Others.Matches(name);

    /// <summary>Gets the ids in the initializer of a saved object: <c>new Connection { AthleteId = athlete.Id, … }</c>.</summary>
    private static IEnumerable<ExpressionSyntax> Members(ExpressionSyntax saved) =>
        (saved is IdentifierNameSyntax variable ? ValuesOf(variable) : new[] { saved })
        .OfType<BaseObjectCreationExpressionSyntax>()
        .SelectMany(static created => created.Initializer?.Expressions.OfType<AssignmentExpressionSyntax>() ?? Enumerable.Empty<AssignmentExpressionSyntax>())
        .Where(static set => set.Left is IdentifierNameSyntax { Identifier.ValueText: not "Id" and var member } && IsKey(member) && IsKey(set.Right))
        .Select(static set => set.Right);

    private static IEnumerable<ExpressionSyntax> ValuesOf(IdentifierNameSyntax variable) =>
        Functions.TokensWith(Functions.Around(variable), variable.Identifier.ValueText)
            .Select(static token => token.Parent switch
            {
                VariableDeclaratorSyntax declared => declared.Initializer?.Value,
                IdentifierNameSyntax { Parent: AssignmentExpressionSyntax set } name when set.Left == name => set.Right,
                _ => null,
            })
            .OfType<ExpressionSyntax>();
}
