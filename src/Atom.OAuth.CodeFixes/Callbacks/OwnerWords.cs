using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.CodeFixes.Callbacks;

/// <summary>
/// The words for whose a connection is. Every question about it takes its table from here, so that all of them know the same people.
/// </summary>
internal static class OwnerWords
{
    /// <summary>Who signs in.</summary>
    private static readonly string[] SignedIn = { "User", "Username", "Principal", "Subject", "Claims", "Open Id" };

    /// <summary>People who need not be the signed-in user.</summary>
    private static readonly string[] Roles =
    {
        "Employee", "Member", "Owner", "Customer", "Person", "Staff", "Contact", "Patient", "Student", "Coach", "Agent", "Vendor",
    };

    /// <summary>The same in other languages.</summary>
    private static readonly string[] RolesOfOtherLanguages = { "Usuario", "Cliente", "Vendedor" };

    /// <summary>What belongs to one of several customers.</summary>
    private static readonly string[] Groups =
    {
        "Tenant", "Organization", "Organisation", "Workspace", "Company", "Shop", "Seller", "Merchant", "Athlete", "Guild", "Chat", "Profile",
        "Character", "Installation", "Branch", "Site Id", "Realm Id", "Account Id", "Page Id", "Business Id", "Channel Id", "Team Id",
    };

    private static readonly string[] Addresses = { "Email", "Mail Address", "Mailbox" };

    private static readonly NameTable All = new(
        SignedIn.Concat(Roles).Concat(RolesOfOtherLanguages).Concat(Groups).Concat(Addresses)
            .SelectMany(static words => new[] { words, words + "s" }).ToArray());

    /// <summary>Names with such a word that are no person: <c>UserAgent</c>, <c>UserSecrets</c>, the folder of the process's own account.</summary>
    private static readonly NameTable None = new("User Agent", "User Secrets", "^User Profile $");

    /// <summary>Names of ids of people who need not be the signed-in user.</summary>
    public static readonly NameTable IdsOfOthers = new(Roles.Select(static role => role + " Id $").ToArray());

    /// <summary>The same in other languages, which put the id in front as well.</summary>
    public static readonly NameTable IdsOfOtherLanguages = new(
        RolesOfOtherLanguages.SelectMany(static role => new[] { role + " Id $", $"Id {role} $" }).ToArray());

    /// <summary>Names of members of a row with the one user to whom it belongs; a row of a shop or a company may be nobody's.</summary>
    public static readonly NameTable OwnersOfRows = new("User", "Username", "Owner", "Member", "Email $");

    /// <summary>Returns true if a name is one of a person, or of what belongs to one of several customers.</summary>
    public static bool Match(string name) => All.Matches(name) && !None.Matches(name);
}
