type User = { id: number; email: string; name: string; createdAt?: Date };

/** A person as the Web API writes them. */
export function userJson(user: User) {
  return {
    id: String(user.id),
    name: user.name,
    username: user.email,
    email: user.email,
    isActive: true,
    ...(user.createdAt ? { dateJoined: user.createdAt.toISOString() } : {}),
    avatar: { avatarType: "letter_avatar", avatarUuid: null },
  };
}
